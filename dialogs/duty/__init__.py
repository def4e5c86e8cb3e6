"""Cards, console, buttons and carriers for the desks."""
