"""Help before and after: a colleague looks, another person of a voice says yes, backing."""
