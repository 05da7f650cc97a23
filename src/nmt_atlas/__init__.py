"""NMT Atlas: an open, interactive 3D anatomy atlas for neuromuscular therapy.

What programs and notebooks may build on stands in ``__all__``; all else may change from one
version to the next. A name is imported when it is first used, so that ``import nmt_atlas``
stays light::

    from nmt_atlas import Atlas, ViewState

    atlas = Atlas.open()
    atlas.plotter(ViewState(selection=("piriformis-right",), camera="posterior")).show()
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.domain.errors import (
        AtlasError,
        DocumentError,
        PackError,
        Problem,
        RenderError,
        UnknownIdError,
    )
    from nmt_atlas.domain.found import Found
    from nmt_atlas.domain.pain import PainArea, PainDrawing
    from nmt_atlas.domain.taste import Taste
    from nmt_atlas.domain.view_state import Camera, ViewState
    from nmt_atlas.library import DataPaths, Library, load_library

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "AtlasError",
    "Camera",
    "DataPaths",
    "DocumentError",
    "Found",
    "Library",
    "PackError",
    "PainArea",
    "PainDrawing",
    "Problem",
    "RenderError",
    "Taste",
    "UnknownIdError",
    "ViewState",
    "__version__",
    "load_library",
]

_HOMES = {
    "Atlas": "atlas",
    "AtlasError": "domain.errors",
    "Camera": "domain.view_state",
    "DataPaths": "library",
    "DocumentError": "domain.errors",
    "Found": "domain.found",
    "Library": "library",
    "PackError": "domain.errors",
    "PainArea": "domain.pain",
    "PainDrawing": "domain.pain",
    "Problem": "domain.errors",
    "RenderError": "domain.errors",
    "Taste": "domain.taste",
    "UnknownIdError": "domain.errors",
    "ViewState": "domain.view_state",
    "load_library": "library",
}
"""Public name -> the module that it is imported from when it is first used."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
