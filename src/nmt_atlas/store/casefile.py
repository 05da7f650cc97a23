"""Case files on this machine, each sealed with a passphrase; kept only where somebody asks for it.

A file is one line that says what it is, the salt, and the sealed text: the key comes from the
passphrase by scrypt, and Fernet (AES-128-CBC with HMAC-SHA256) refuses whatever was changed. What
cannot be opened stays as it is.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from platformdirs import user_data_path
from pydantic import TypeAdapter, ValidationError

from nmt_atlas.domain.casefile import CaseFile, Label
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark

SUFFIX = ".nmtcase"
FOLDER = "NMT_ATLAS_CASES"
"""Names the folder of case files, where it is not the user's own."""
_MAGIC = b"NMT Atlas case file 1\n"
_SALT = 16
_COST, _BLOCK, _LANES = 2**15, 8, 1
SHORTEST = 8
"""A passphrase has at least so many characters."""

_LABEL: TypeAdapter[str] = TypeAdapter(Label)


def case_folder() -> Path:
    """The folder that the environment names, or the user's own."""
    named = os.environ.get(FOLDER, "")
    return Path(named) if named else Path(user_data_path("nmt-atlas", appauthor=False)) / "cases"


class CaseFiles:
    """A folder of case files; while it is not there, nothing is kept.

    Parameters
    ----------
    folder
        Where they lie; it is made when case files are switched on, or with the first file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def on(self) -> bool:
        """Whether case files are kept here."""
        return self.folder.is_dir()

    def switch_on(self) -> None:
        """Keep case files here from now on.

        Raises
        ------
        StoreError
            Where the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(
                f"the folder of case files cannot be made ({error.strerror}).",
                where=str(self.folder),
                public=mark("the folder of case files cannot be made."),
            ) from error

    def switch_off(self) -> None:
        """Keep none any more.

        Raises
        ------
        StoreError
            Where there are case files still: they are exported or erased first.
        """
        try:
            if self.on:
                self.folder.rmdir()
        except OSError as error:
            raise StoreError(
                "there are case files still.",
                where=str(self.folder),
                remedy="Export or erase them first.",
                public=mark("there are case files still: export or erase them first."),
            ) from error

    def labels(self) -> tuple[str, ...]:
        """The labels of all files, opened or not."""
        return tuple(sorted(one.stem for one in self._files()))

    def path(self, label: str) -> Path:
        """Where a case lies.

        Raises
        ------
        StoreError
            Where it is no label.
        """
        try:
            return self.folder / f"{_LABEL.validate_python(label)}{SUFFIX}"
        except ValidationError:
            raise StoreError(
                "a label has 1 to 20 letters, digits and hyphens.",
                remedy="Take a label that is not a name, such as A-17.",
                public=mark("a label has 1 to 20 letters, digits and hyphens."),
            ) from None

    def keep(self, case: CaseFile, passphrase: str) -> Path:
        """Write a case; the file before stays whole until the new one is.

        Raises
        ------
        StoreError
            Where the passphrase is too short, opens the file before not, or nothing can be written.
        """
        if len(passphrase) < SHORTEST:
            raise StoreError(
                f"the passphrase has fewer than {SHORTEST} characters.",
                remedy="Choose a longer one, such as four words.",
                public=mark("the passphrase is too short."),
            )
        file = self.path(case.label)
        if file.exists():
            self.read(case.label, passphrase)
        salt = secrets.token_bytes(_SALT)
        sealed = _seal(passphrase, salt).encrypt(case.model_dump_json().encode())
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = file.with_suffix(".new")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(_MAGIC + salt + sealed)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
        except OSError as error:
            raise StoreError(
                f"the case file cannot be written ({error.strerror}).",
                where=str(file),
                public=mark("this case file cannot be written."),
            ) from error
        return file

    def read(self, label: str, passphrase: str) -> CaseFile:
        """Open a case.

        Raises
        ------
        StoreError
            Where there is none, the passphrase is another, or the file is damaged: it is refused
            whole and stays as it is.
        """
        file = self.path(label)
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the case file cannot be read ({error.strerror}).",
                where=str(file),
                public=mark("this case file cannot be read."),
            ) from error
        if not raw.startswith(_MAGIC):
            raise _refused(file, "it is no case file of this version, or its beginning is damaged")
        salt, sealed = raw[len(_MAGIC) :][:_SALT], raw[len(_MAGIC) + _SALT :]
        try:
            case = CaseFile.model_validate_json(_seal(passphrase, salt).decrypt(sealed))
        except InvalidToken:
            raise _refused(file, "the passphrase is another one, or the file is damaged") from None
        except (ValidationError, UnicodeDecodeError):
            raise _refused(file, "it was written by a newer version") from None
        if case.label != label:
            raise _refused(file, f"it is of “{case.label}”")
        return case

    def export(self, label: str, passphrase: str) -> str:
        """A case as readable JSON, for whoever it is about.

        Raises
        ------
        StoreError
            As :meth:`read`.
        """
        return self.read(label, passphrase).model_dump_json(indent=2, exclude_defaults=True)

    def erase(self, label: str) -> None:
        """Remove a case, opened or not.

        Raises
        ------
        StoreError
            Where there is none, or it cannot be removed.
        """
        file = self.path(label)
        try:
            file.unlink()
        except OSError as error:
            raise StoreError(
                f"the case file cannot be erased ({error.strerror}).",
                where=str(file),
                public=mark("this case file cannot be erased."),
            ) from error

    def _files(self) -> Iterator[Path]:
        return self.folder.glob(f"*{SUFFIX}")


def _seal(passphrase: str, salt: bytes) -> Fernet:
    key = Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def _refused(file: Path, why: str) -> StoreError:
    return StoreError(
        f"the case file cannot be opened: {why}.",
        where=str(file),
        remedy="It was left as it is.",
        public=mark(
            "this case file cannot be opened: the passphrase is another one, or the file is "
            "damaged. It was left as it is."
        ),
    )
