"""The parts of reading Mastodon, Bluesky and X."""
