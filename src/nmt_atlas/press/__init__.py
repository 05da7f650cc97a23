"""Sheets to print: words and a picture laid out on paper as PDF and PNG; it knows no anatomy."""
