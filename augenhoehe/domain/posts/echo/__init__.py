"""Echo: several people of the organisation say nearly the same."""
