"""Figures, made from records: each is one function, with its definition in words beside the page that shows it."""
