"""Jobs board: companies and their recruiters, postings, applications and what becomes of them."""
