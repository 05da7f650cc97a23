"""Geometry: recipes to meshes, packs, spatial queries, stills."""
