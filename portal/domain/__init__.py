"""The rules of the association. Nothing here knows the web, a form, or a sentence for people.

Verbs take facts and the time as arguments, change state, flush and never commit; they refuse by raising a
small typed error. Each noun may import those before it: accounts, catalogue, signups.
"""
