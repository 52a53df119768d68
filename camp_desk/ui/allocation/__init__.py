"""Planning a distribution, and serving from its list."""
