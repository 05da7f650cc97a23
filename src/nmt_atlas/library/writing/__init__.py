"""How each kind of document is written out; :mod:`nmt_atlas.library.articles` is its face."""
