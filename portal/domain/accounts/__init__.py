"""People and the ways to reach them."""
