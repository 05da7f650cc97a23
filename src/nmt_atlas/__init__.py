"""NMT Atlas: an open, interactive 3D anatomy atlas for neuromuscular therapy."""

__version__ = "0.1.0"
