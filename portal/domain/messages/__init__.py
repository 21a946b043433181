"""The outbox: what is to be told to whom, kept in the same transaction as the fact it tells."""
