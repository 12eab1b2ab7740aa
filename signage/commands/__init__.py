"""What the commands are made of: finding, listing, previewing, printing. Nothing here imports Qt."""
