"""How a text is read: patterns in marked and unmarked prose, clauses and citations."""
