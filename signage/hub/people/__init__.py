"""Signing in, roles, sessions: the pages and what stands behind them."""
