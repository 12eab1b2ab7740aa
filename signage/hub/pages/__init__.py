"""What every page has: who is asking and whether they may, templates, menu, style, errors."""
