"""My bookings and my data, without an account."""
