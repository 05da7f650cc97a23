"""The official archive: download, verify, list and read its OBJ files one by one."""

from __future__ import annotations

import errno
import hashlib
import http.client
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nmt_atlas.body.bodyparts3d.obj import read_head
from nmt_atlas.body.progress import Progress
from nmt_atlas.domain.errors import ImportArchiveError

ARCHIVE_URL = "https://dbarchive.biosciencedbc.jp/data/bodyparts3d/LATEST/isa_BP3D_4.0_obj_99.zip"
ARCHIVE_SHA256 = "40665852c49f218326590e204db91064a1ecfc3c6f8cbd7bbbcaac62c7cd409e"
ARCHIVE_BYTES = 142_903_898

_BLOCK = 1 << 20
_HEAD = 1600
_COMMAND = "nmt-atlas meshes install bodyparts3d --archive FILE"
_LARGEST = 64 << 20
"""No element has more bytes unpacked."""
_DENSEST = 50
"""No element is packed more than so many to one (OBJ text packs four to one)."""
_SMALL = 1 << 16
"""Up to so many bytes any packing will do."""
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Element:
    """One OBJ file of the archive: its id (``FJ1428``), its place in the zip, its heading."""

    id: str
    path: str
    name: str
    fma: str


def download(target: Path, progress: Progress, url: str = ARCHIVE_URL) -> Path:
    """Fetch the official archive.

    Parameters
    ----------
    target
        The file to write.
    progress
        Told of the share that has arrived.
    url
        Where from.

    Raises
    ------
    ImportArchiveError
        Without a network, on a broken transfer, or where the disk cannot take it.
    """
    try:
        with urllib.request.urlopen(url, timeout=60) as answer, target.open("wb") as file:
            total = int(answer.headers.get("Content-Length") or ARCHIVE_BYTES)
            have = 0
            while block := answer.read(_BLOCK):
                file.write(block)
                have += len(block)
                progress(f"downloading ({have >> 20} of {total >> 20} MB)", min(have / total, 1.0))
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ImportArchiveError(
            f"the archive could not be fetched ({reason}).",
            where=url,
            remedy=f"Fetch it on a machine with a network and run `{_COMMAND}`.",
        ) from error
    except OSError as error:
        raise ImportArchiveError(
            disk_words(error), where=str(target), remedy="Free some space and try again."
        ) from error
    if have < total:
        raise ImportArchiveError(
            f"the transfer broke off after {have} of {total} bytes.",
            where=url,
            remedy=f"Try again, or fetch it by other means and run `{_COMMAND}`.",
        )
    return target


def disk_words(error: OSError) -> str:
    """What an error of the disk means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full."
    return f"the file cannot be read or written ({error.strerror})."


def check(archive: Path, accept_checksum: str | None, progress: Progress) -> str:
    """Prove that the archive is the official one, or one whose checksum the person accepts.

    Returns
    -------
    str
        The SHA-256 that was found.

    Raises
    ------
    ImportArchiveError
        Where the file cannot be read or has another checksum; the message shows the one found.
    """
    total = hashlib.sha256()
    try:
        size = archive.stat().st_size
        with archive.open("rb") as file:
            done = 0
            while block := file.read(_BLOCK):
                total.update(block)
                done += len(block)
                progress("verifying the archive", done / max(size, 1))
    except OSError as error:
        raise ImportArchiveError(
            f"the archive cannot be read ({error.strerror}).",
            where=str(archive),
            remedy="Name the zip file that was downloaded, not a folder.",
        ) from error
    found = total.hexdigest()
    accepted = (accept_checksum or "").strip().lower()
    if found in (ARCHIVE_SHA256, accepted):
        return found
    expected = accepted or ARCHIVE_SHA256
    whole = "" if size >= ARCHIVE_BYTES else f" It has {size} bytes, the official {ARCHIVE_BYTES}."
    raise ImportArchiveError(
        f"the archive's SHA-256 is {found}, expected {expected}.{whole}",
        where=str(archive),
        remedy=f"Fetch it again, or, if you trust this file, add --accept-checksum {found}.",
    )


@contextmanager
def opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """The zip, open; every fault inside it becomes one clear error."""
    try:
        with zipfile.ZipFile(archive) as file:
            yield file
    except _BROKEN as error:
        raise ImportArchiveError(
            f"the archive is truncated or damaged ({error}).",
            where=str(archive),
            remedy="Fetch it again; nothing was installed.",
        ) from error


def elements(file: zipfile.ZipFile, where: str) -> tuple[Element, ...]:
    """Every OBJ file with its heading, in the order of their ids.

    Raises
    ------
    ImportArchiveError
        Where the zip holds no OBJ files, encrypted ones, or one that is too large unpacked.
    """
    found = []
    for info in file.infolist():
        path = PurePosixPath(info.filename)
        if path.suffix.lower() != ".obj" or not path.stem.startswith("FJ"):
            continue
        _refuse(info, where)
        with file.open(info) as stream:
            head = read_head(stream.read(_HEAD)).fields
        found.append(
            Element(
                path.stem, info.filename, head.get("English name", ""), head.get("Concept ID", "")
            )
        )
    if not found:
        raise ImportArchiveError(
            "the zip holds no BodyParts3D OBJ files (the folder isa_BP3D_4.0_obj_99 is missing).",
            where=where,
            remedy=f"Take the archive from {ARCHIVE_URL}.",
        )
    return tuple(sorted(found, key=lambda element: element.id))


def _refuse(info: zipfile.ZipInfo, where: str) -> None:
    """Refuse what no official archive holds, before anything of it is unpacked."""
    if info.flag_bits & _ENCRYPTED:
        what = f"{info.filename} is encrypted."
    elif info.file_size > _LARGEST:
        what = f"{info.filename} has {info.file_size} bytes unpacked, at most {_LARGEST} are read."
    elif info.file_size > max(_SMALL, _DENSEST * info.compress_size):
        what = f"{info.filename} is packed {info.file_size // max(1, info.compress_size)} to one."
    else:
        return
    raise ImportArchiveError(
        what, where=where, remedy=f"Take the archive from {ARCHIVE_URL}; nothing was installed."
    )
