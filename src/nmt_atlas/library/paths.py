"""Where the data folders are: beside the code in a checkout, inside the package in a wheel."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nmt_atlas.domain.errors import AtlasError

ENVIRONMENT = "NMT_ATLAS_DATA"
"""The environment variable that names another data folder."""

FOLDERS = ("meshes", "referral_patterns", "conditions", "lessons", "sources", "languages")

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The folders of documents below one root.

    Attributes
    ----------
    root
        The folder that holds ``meshes``, ``referral_patterns``, ``conditions``, ``lessons``,
        ``sources`` and ``languages``.
    """

    root: Path

    @property
    def meshes(self) -> Path:
        """Recipes, landmarks, regions and the built pack."""
        return self.root / "meshes"

    @property
    def pack(self) -> Path:
        """The built pack of the own body."""
        return self.meshes / "pack"

    @property
    def pack_index(self) -> Path:
        """The pack's index document."""
        return self.pack / "index.json"

    @property
    def landmarks(self) -> Path:
        """Named bone landmarks."""
        return self.meshes / "landmarks.json"

    @property
    def joints(self) -> Path:
        """Where joints turn and what their movements are called."""
        return self.meshes / "joints.json"

    @property
    def skin(self) -> Path:
        """The skin's recipe."""
        return self.meshes / "skin" / "skin.json"

    @property
    def skin_map(self) -> Path:
        """Everything that a skin anchor can name."""
        return self.meshes / "skin_map.json"

    @property
    def regions(self) -> Path:
        """The body chart."""
        return self.meshes / "regions.json"

    @property
    def referral_patterns(self) -> Path:
        """Muscle documents."""
        return self.root / "referral_patterns"

    @property
    def conditions(self) -> Path:
        """Nerve, entrapment and condition documents, one folder per kind."""
        return self.root / "conditions"

    @property
    def lessons(self) -> Path:
        """Lesson documents."""
        return self.root / "lessons"

    @property
    def sources(self) -> Path:
        """Bibliographic sources."""
        return self.root / "sources"

    @property
    def languages(self) -> Path:
        """Message catalogues, one folder per language."""
        return self.root / "languages"

    def recipes(self) -> Iterator[Path]:
        """Every recipe document but the skin's, in a stable order."""
        for folder in ("bones", "muscles", "nerves", "ligaments", "vessels", "cartilage"):
            yield from sorted((self.meshes / folder).rglob("*.json"))

    def relative(self, path: Path) -> str:
        """The path as problems name it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def data_paths(environment: Mapping[str, str] | None = None) -> DataPaths:
    """Find the data folders.

    Parameters
    ----------
    environment
        The environment to read ``NMT_ATLAS_DATA`` from; None means the process's own.

    Returns
    -------
    DataPaths
        The folder that ``NMT_ATLAS_DATA`` names, else the installed package's ``data``, else
        the checkout that the code runs from.

    Raises
    ------
    AtlasError
        Where none of them holds the documents.
    """
    values = os.environ if environment is None else environment
    named = values.get(ENVIRONMENT, "")
    if named:
        root = Path(named).expanduser().resolve()
        if not _holds_documents(root):
            raise AtlasError(
                f"holds none of the folders {', '.join(FOLDERS)}.",
                where=str(root),
                remedy=f"Set {ENVIRONMENT} to a folder that does, or unset it.",
            )
        return DataPaths(root)
    for root in (_PACKAGE / "data", _PACKAGE.parents[1]):
        if _holds_documents(root):
            return DataPaths(root)
    raise AtlasError(
        "The atlas's documents were not found beside the installed package.",
        where=str(_PACKAGE),
        remedy=f"Install nmt-atlas again, or set {ENVIRONMENT} to the folder that holds them.",
    )


def _holds_documents(root: Path) -> bool:
    return any((root / folder).is_dir() for folder in FOLDERS)
