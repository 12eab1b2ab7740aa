"""The pages on which staff see and edit what the screens show."""
