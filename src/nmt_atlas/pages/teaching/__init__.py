"""The page of whoever leads a class, and how its questions are put."""
