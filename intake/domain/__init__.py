"""Values, and decisions as pure functions of values and a moment."""
