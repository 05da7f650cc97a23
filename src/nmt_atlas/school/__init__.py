"""A server that runs all term: looked at, measured, stopped without loss, and who may come in.

Knows tornado, the store and the web's own pieces, but no page.
"""
