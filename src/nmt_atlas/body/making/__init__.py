"""From recipes to a pack: shapes settle beside each other, the skin is drawn round them."""
