"""Tests of signage/words."""
