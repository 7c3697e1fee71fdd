"""A question becomes a query: what each part may stand for, and what it is worth."""
