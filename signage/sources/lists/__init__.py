"""The parts of reading the library's own list."""
