// What drawing costs here: the fields of `Stats` in domain/picks.py.

const tenths = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** @param {import("./viewer.js").Viewer} viewer */
export function statsOf({ groups, drawing, arrival, loaded, paintMs = 0 }) {
  const shown = [...groups.values()].filter((group) => group.root.visible);
  return {
    triangles: shown.reduce((sum, group) => sum + group.triangles, 0),
    frame_ms: tenths(drawing?.frameMs ?? 0),
    first_picture_ms: arrival?.first,
    bytes: loaded?.bytes,
    paint_ms: tenths(paintMs),
    frames: drawing?.frames,
    draw_calls: drawing?.renderer.info.render.calls,
    renderer: drawing?.name,
  };
}
