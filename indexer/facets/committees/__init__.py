"""Which term and which level of the Party it is."""
