"""The browser component and the handlers that serve it; knows no anatomy."""
