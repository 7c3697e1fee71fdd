"""Which conferences a text names, whose they are, and what kind of event is told."""
