"""What the product is measured on and against. Tested, not installed."""
