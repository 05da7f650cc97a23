"""Reads and checks the documents; the only room that knows where they lie."""
