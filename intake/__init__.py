"""What is true about a concern and what must happen next."""
