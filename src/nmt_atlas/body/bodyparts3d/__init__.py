"""Import of BodyParts3D 4.0: verified archive in, pack out, gaps filled from the own body."""

from nmt_atlas.body.bodyparts3d.archive import ARCHIVE_SHA256, ARCHIVE_URL
from nmt_atlas.body.bodyparts3d.install import BODY, install

__all__ = ["ARCHIVE_SHA256", "ARCHIVE_URL", "BODY", "install"]
