"""The parts of reading feeds and library event lists."""
