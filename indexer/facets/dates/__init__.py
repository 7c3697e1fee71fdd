"""Which dates and years a text names, and which of them is the event's."""
