"""What patrons say to the library: a comment and the receipt for it."""
