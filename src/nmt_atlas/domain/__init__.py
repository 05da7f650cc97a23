"""Frozen types and pure functions. No input or output, no panel, no vtk."""
