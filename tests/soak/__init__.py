"""Soaks: what runs for months must not grow. `script/test --long` runs them."""
