"""A sign for the TVs in a public library: what it says, what its readers say, what is on."""

__version__ = "0.1.0"
