"""Bytes of a picture to a safe picture of the right size."""
