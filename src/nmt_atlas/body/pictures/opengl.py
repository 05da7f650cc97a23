"""Whether this machine can draw off screen, and what to install where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache

from nmt_atlas.domain.errors import RenderError

_WINDOW = "VTK_DEFAULT_OPENGL_WINDOW"
_GL_HELP = (
    "Install an off-screen OpenGL: on Debian or Ubuntu `apt-get install libgl1 libegl1` "
    "(or `libosmesa6` on a machine without a graphics driver)."
)
_PROBE = """
import numpy as np, pyvista
p = pyvista.Plotter(off_screen=True, window_size=(32, 32))
p.add_mesh(pyvista.Sphere(), color="white")
p.background_color = "black"
picture = p.screenshot(return_img=True)
raise SystemExit(0 if np.ptp(picture) > 60 else 3)
"""


@lru_cache(maxsize=1)
def gl_fault() -> str:
    """Why nothing can be drawn here; empty where drawing works.

    Tried once in a process of its own, because a missing driver can end the process. On Linux
    without a display EGL is tried first, then OSMesa; what works is kept for this process.
    """
    if sys.platform != "linux" or os.environ.get("DISPLAY") or _WINDOW in os.environ:
        return _trial(dict(os.environ))
    fault = ""
    for window in ("vtkEGLRenderWindow", "vtkOSOpenGLRenderWindow"):
        fault = _trial({**os.environ, _WINDOW: window})
        if not fault:
            os.environ[_WINDOW] = window
            break
    return fault


def _trial(environment: Mapping[str, str]) -> str:
    """Draw a ball in a process of its own; what went wrong, or nothing."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROBE],
            capture_output=True,
            timeout=90,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the trial picture did not come ({error})"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode(errors="replace").strip().splitlines()
    last = f": {said[-1][:160]}" if said else ""
    return f"the trial picture failed with code {done.returncode}{last}"


def need_opengl() -> None:
    """Raise where nothing can be drawn.

    Raises
    ------
    RenderError
        Naming the packages to install.
    """
    fault = gl_fault()
    if fault:
        raise RenderError(f"no picture can be drawn on this machine; {fault}.", remedy=_GL_HELP)
