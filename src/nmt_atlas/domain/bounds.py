"""What fields of events are made of: all of it bounded, and no text is taken for a number."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

FARTHEST = 20_000.0
"""No place that anybody can point at or look from is farther from the body's origin (mm)."""

Millimetres = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-FARTHEST, le=FARTHEST)]
Slope = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1.01, le=1.01)]
Share = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
Amount = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1e12)]
Count = Annotated[int, Field(strict=True, ge=0, le=2**53)]
Name = Annotated[str, StringConstraints(strict=True, max_length=200)]
Sentence = Annotated[str, StringConstraints(strict=True, max_length=1000)]
Width = Annotated[int, Field(strict=True, ge=0, le=100_000)]

Where = tuple[Millimetres, Millimetres, Millimetres]
"""Millimetres in the body frame, no farther than :data:`FARTHEST`."""

Direction = tuple[Slope, Slope, Slope]

InkColor = Literal["blue", "amber", "dark"]
InkWidth = Literal["thin", "medium", "thick"]
Heights = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-20, le=20)]
Flat = tuple[Heights, Heights]
"""A place on the screen: from the middle of what is free of it, in heights of that."""
MOST_LINES, MOST_POINTS = 24, 240
"""A stroke of the pen has at most so many lines of each kind, and a line so many places."""
