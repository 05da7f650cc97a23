// Paints the skin, or takes paint away: by mouse, finger or pen. What was painted is told when the
// stroke ends; until Python has painted it, it is seen as the browser painted it.

const STEP_PX = 5;
const MOST_STEPS = 24;
const MOST = 60000; // as in domain/picks.py

/** @type {Set<number>} */
let stroke = new Set();
/** @type {{x: number, y: number} | null} */
let last = null;

/**
 * Paint one place of the canvas.
 * @param {import("../types").Hand} hand
 * @param {import("../types").Touch} touch
 */
function dab(hand, touch) {
  const { hit, skinPoint } = hand.at(touch);
  if (!skinPoint) return;
  const facing = hit?.group?.skin ? hit.normal.toArray() : null;
  for (const vertex of hand.around(skinPoint, facing, hand.brush.size)) stroke.add(vertex);
}

/** @type {import("../types").Tool} */
export const brush = {
  id: "brush",
  cursor: "crosshair",
  tells: ["stroked"],
  drags: true,

  press(hand, touch) {
    stroke = new Set();
    last = { x: touch.x, y: touch.y };
    dab(hand, touch);
    hand.preview(stroke, hand.brush.erase);
  },

  drag(hand, touch) {
    if (!last) return;
    const [dx, dy] = [touch.x - last.x, touch.y - last.y];
    const steps = Math.min(MOST_STEPS, Math.max(1, Math.ceil(Math.hypot(dx, dy) / STEP_PX)));
    for (let n = 1; n <= steps; n += 1) {
      dab(hand, { ...touch, x: last.x + (dx * n) / steps, y: last.y + (dy * n) / steps });
    }
    last = { x: touch.x, y: touch.y };
    hand.preview(stroke, hand.brush.erase);
  },

  release(hand, touch) {
    if (!last) return;
    brush.drag?.(hand, touch);
    last = null;
    const vertices = [...stroke].sort((a, b) => a - b).slice(0, MOST);
    if (vertices.length) hand.tell("stroked", { n: hand.next("stroked"), vertices, erase: hand.brush.erase });
  },

  cancel(hand) {
    last = null;
    stroke = new Set();
    hand.preview([], false);
  },
};
