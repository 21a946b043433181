"""The web kit: what every page needs and no domain should know."""
