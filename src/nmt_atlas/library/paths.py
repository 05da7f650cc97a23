"""Where the data folders are: beside the code in a checkout, inside the package in a wheel.

A person's own documents lie in a folder of their own and are read over the built-in ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.kinds import KINDS

ENVIRONMENT = "NMT_ATLAS_DATA"
"""The environment variable that names another data folder."""

OWN_ENVIRONMENT = "NMT_ATLAS_DOCUMENTS"
"""The environment variable that names the folder of one's own documents; empty for none."""

FOLDERS = (
    "meshes",
    *dict.fromkeys(folder.partition("/")[0] for kind in KINDS for folder in kind.folders),
    "languages",
)
"""The folders that lie side by side below a root."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The folders of documents below one root.

    Attributes
    ----------
    root
        The folder that holds ``meshes``, ``referral_patterns``, ``conditions``, ``lessons``,
        ``sources`` and ``languages``.
    own
        The folder of the person's own documents, with the same folders but ``meshes``; None for
        none. It need not exist yet.
    """

    root: Path
    own: Path | None = None

    @property
    def layers(self) -> tuple[Path, ...]:
        """The folders that are read, the later over the earlier: built-in, then one's own."""
        own = self.own is not None and self.own.is_dir()
        return (self.root, self.own) if own and self.own is not None else (self.root,)

    @property
    def built_in(self) -> DataPaths:
        """The same without one's own documents."""
        return DataPaths(self.root)

    @property
    def shipped(self) -> bool:
        """Whether the built-in documents are those of an installed package."""
        return self.root == _PACKAGE / "data"

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

    @property
    def everyday(self) -> Path:
        """What people type for things that have other names."""
        return self.languages / "search.json"

    def recipes(self) -> Iterator[Path]:
        """Every recipe document but the skin's, in a stable order."""
        for folder in ("bones", "muscles", "nerves", "ligaments", "vessels", "cartilage"):
            yield from sorted((self.meshes / folder).rglob("*.json"))

    def relative(self, path: Path) -> str:
        """The path as problems name it, with forward slashes.

        Relative to the root; a file of one's own relative to its own folder, after ``own/``.
        """
        if self.own is not None and path.is_relative_to(self.own):
            return f"{OWN}/{path.relative_to(self.own).as_posix()}"
        return path.relative_to(self.root).as_posix()


def data_paths(environment: Mapping[str, str] | None = None, own: Path | None = None) -> DataPaths:
    """Find the data folders.

    Parameters
    ----------
    environment
        The environment to read ``NMT_ATLAS_DATA`` and ``NMT_ATLAS_DOCUMENTS`` from; None means
        the process's own, and then the user's data folder may hold documents too.
    own
        The folder of one's own documents; None leaves it to the environment.

    Returns
    -------
    DataPaths
        The folder that ``NMT_ATLAS_DATA`` names, else the installed package's ``data``, else
        the checkout that the code runs from.

    Raises
    ------
    AtlasError
        Where none of them holds the documents, or a folder that was named is not there.
    """
    values = os.environ if environment is None else environment
    mine = own or _own_folder(values, default=environment is None)
    if own is not None and not own.is_dir():
        raise _no_folder(own, "Make it, or name another.")
    named = values.get(ENVIRONMENT, "")
    if named:
        root = Path(named).expanduser().resolve()
        if not _holds_documents(root):
            raise AtlasError(
                f"holds none of the folders {', '.join(FOLDERS)}.",
                where=str(root),
                remedy=f"Set {ENVIRONMENT} to a folder that does, or unset it.",
            )
        return DataPaths(root, mine)
    for root in (_PACKAGE / "data", _PACKAGE.parents[1]):
        if _holds_documents(root):
            return DataPaths(root, mine)
    raise AtlasError(
        "The atlas's documents were not found beside the installed package.",
        where=str(_PACKAGE),
        remedy=f"Install nmt-atlas again, or set {ENVIRONMENT} to the folder that holds them.",
    )


def _own_folder(values: Mapping[str, str], *, default: bool) -> Path | None:
    """The folder that the environment names, else (``default``) the one in the user's data."""
    if OWN_ENVIRONMENT not in values:
        return user_data_path("nmt-atlas", appauthor=False) / "documents" if default else None
    named = values[OWN_ENVIRONMENT].strip()
    if not named:
        return None
    folder = Path(named).expanduser().resolve()
    if not folder.is_dir():
        raise _no_folder(folder, f"Make it, or set {OWN_ENVIRONMENT} to another.")
    return folder


def _no_folder(folder: Path, remedy: str) -> AtlasError:
    return AtlasError("there is no such folder of documents.", where=str(folder), remedy=remedy)


def _holds_documents(root: Path) -> bool:
    return any((root / folder).is_dir() for folder in FOLDERS)
