"""Pictures without a browser: PyVista stills, and drawings without a graphics driver."""
