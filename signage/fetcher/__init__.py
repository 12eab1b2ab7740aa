"""Asks the sources: polite, bounded, fresh."""
