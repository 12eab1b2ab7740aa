"""The gallery: scenes of an invented library, painted into docs/gallery.md and into the pictures tests compare."""
