"""The browser's shader colours the skin as stills do: the same places are asked of both."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from javascript_samples import workshop

from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.body.pictures.tone import tinted
from nmt_atlas.domain.look import LOOK

_TELL = """
import { TINTED } from "./src/tone.js";
process.stdout.write(JSON.stringify(TINTED));
"""
_VERTEX = """#version 300 es
in vec4 at, tint; in float slot;
out vec4 vAt, vTint;
void main() {
  vAt = at; vTint = tint;
  gl_PointSize = 1.0; gl_Position = vec4(slot, 0.0, 0.0, 1.0);
}
"""
_FRAGMENT = """#version 300 es
precision highp float;
in vec4 vAt, vTint;
uniform vec3 uBase;
out vec4 color;
%s
void main() {
  float wet;
  color = vec4(pow(tinted(uBase, vTint, vAt.xyz, 0.5, wet), vec3(1.0 / 2.2)), 1.0);
}
"""
_DRAW = """([vertex, fragment, places, tints, colors]) => {
  const n = places.length;
  const canvas = Object.assign(document.createElement("canvas"), { width: n, height: 1 });
  const gl = canvas.getContext("webgl2", { antialias: false, preserveDrawingBuffer: true });
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    const sound = gl.getShaderParameter(shader, gl.COMPILE_STATUS);
    if (!sound) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  const give = (name, size, values) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(values.flat()), gl.STATIC_DRAW);
    const where = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(where);
    gl.vertexAttribPointer(where, size, gl.FLOAT, false, 0, 0);
  };
  give("at", 3, places);
  give("tint", 4, tints);
  give("slot", 1, places.map((_, k) => ((k + 0.5) / n) * 2 - 1));
  for (const [name, value] of Object.entries(colors)) {
    gl.uniform3fv(gl.getUniformLocation(program, name), value);
  }
  gl.drawArrays(gl.POINTS, 0, n);
  const read = new Uint8Array(4 * n);
  gl.readPixels(0, 0, n, 1, gl.RGBA, gl.UNSIGNED_BYTE, read);
  return [...read];
}"""


def asked() -> tuple[np.ndarray, np.ndarray]:
    """Places over the face, the chest and elsewhere, with tints of every sort."""
    random = np.random.default_rng(11)
    face = np.stack(
        [
            random.uniform(-56, 56, 500),
            random.uniform(-200, -150, 500),
            random.uniform(1445, 1530, 500),
        ],
        1,
    )
    chest = np.array(LOOK.skin.areola.centre) + random.uniform(-14, 14, (100, 3))
    rest = random.uniform(-300, 900, (100, 3))
    places = np.concatenate([face, chest * [-1, 1, 1], rest])
    tints = random.integers(0, 256, (len(places), 4))
    tints[random.random(tints.shape) < 0.6] = 0
    return places, tints.astype(np.uint8)


@pytest.mark.parametrize("tone", ["pale", "deep"])
def test_shader_and_stills_colour_the_same_places_alike(chromium: Any, tone: Any) -> None:
    places, tints = asked()
    with workshop() as shop:
        (shop.folder / "tell_tone.js").write_text(_TELL)
        source = json.loads(shop.run("tell_tone.js"))
    colors = LOOK.skin.tones[tone]
    light = {
        "uBase": colors.skin,
        "uLips": colors.lips,
        "uHair": colors.hair,
        "uNails": colors.nails,
    }
    uniforms = {name: (rgb_of(one) ** 2.2).tolist() for name, one in light.items()}
    page = chromium.new_page()
    try:
        read = page.evaluate(
            _DRAW,
            [_VERTEX, _FRAGMENT % source, places.tolist(), (tints / 255).tolist(), uniforms],
        )
    finally:
        page.close()
    found = np.array(read).reshape(-1, 4)[:, :3] / 255
    expected = tinted(places, tints, tone, rgb_of(colors.skin))
    assert np.ptp(expected, axis=0).min() > 0.3, "there is something to tell apart"
    off = np.abs(found - expected).max(axis=1)
    assert np.quantile(off, 0.98) < 0.012
    assert off.max() < 0.06
