"""Tests of signage/core."""
