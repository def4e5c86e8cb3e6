"""Who might this be? Words about a person in, ranked and explained candidates out."""
