"""The atlas as one object: the documents and the bodies that they are shown on.

Pages, commands and notebooks use it; it knows no web page::

    from nmt_atlas.atlas import Atlas
    from nmt_atlas.domain.view_state import ViewState

    atlas = Atlas.open()
    atlas.plotter(ViewState(selection=("piriformis-right",), camera="posterior")).show()
"""

from nmt_atlas.atlas.atlas import Atlas
from nmt_atlas.atlas.body_view import BodyView

__all__ = ["Atlas", "BodyView"]
