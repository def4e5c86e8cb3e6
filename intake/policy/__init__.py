"""The shape and the cross-checks of everything in config."""
