"""The pages of the sources: how each is doing, what is added to them, and one by itself."""
