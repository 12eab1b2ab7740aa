"""Where items come from: one file per kind of outside system. No I/O."""
