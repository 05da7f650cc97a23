"""Mesh packs: glTF files and their index, read and exported."""
