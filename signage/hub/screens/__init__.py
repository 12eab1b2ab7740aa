"""What screens call: the snapshot, the changes, their reports, pairing and pictures."""
