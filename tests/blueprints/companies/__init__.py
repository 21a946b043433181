"""A company joins, its recruiters work at their desk."""
