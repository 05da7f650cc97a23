"""What of a body is seen from where: counted on pictures that show names instead of colours."""
