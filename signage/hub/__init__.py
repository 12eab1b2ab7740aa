"""The process that fetches, stores, decides and serves."""
