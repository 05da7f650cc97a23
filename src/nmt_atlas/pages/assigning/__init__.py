"""Work that is set to groups: what I have to do, and what I have set to others."""
