"""Backups that the hub makes by itself, and the page where they are seen."""
