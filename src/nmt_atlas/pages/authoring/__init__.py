"""The page on which lessons are written, while the body is used."""
