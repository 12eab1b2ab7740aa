"""What a library shows: frozen data and pure functions. No I/O, no clock, no Qt, no SQL."""
