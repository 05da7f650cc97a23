"""The case files: drawings, findings and plans of one person by date, sealed with a passphrase."""

from nmt_atlas.pages.cases.page import CasesPage

__all__ = ["CasesPage"]
