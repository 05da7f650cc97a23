// Points at parts: a click is told, a double click comes closer, a resting pointer names.

/** @type {import("../types").Tool} */
export const pick = {
  id: "pick",
  cursor: "grab",
  tells: ["picked"],

  tap(hand, touch) {
    const { hit, skinVertex, skinPoint } = hand.at(touch);
    hand.tell("picked", {
      ...about(hand, touch),
      part: hit ? hit.part : "",
      point: hit ? hit.point.toArray() : skinPoint,
      normal: hit ? hit.normal.toArray() : null,
      skin_vertex: skinVertex,
      skin_point: skinPoint,
    });
  },

  mark(hand, marker, touch) {
    hand.tell("picked", { ...about(hand, touch), marker: marker.id, point: marker.at });
  },

  double(hand, touch) {
    const { hit } = hand.silent ? { hit: null } : hand.at(touch, false);
    if (hit) hand.approach(hit.point);
  },

  rest(hand, touch) {
    if (hand.quick()) hand.light(hand.at(touch, false).hit?.part ?? "", touch);
  },
};

const KEYS = /** @type {const} */ (["shift", "ctrl", "alt", "meta"]);

/**
 * What every click tells: its number, keys and button.
 * @param {import("../types").Hand} hand
 * @param {import("../types").Touch} touch
 */
function about(hand, { event }) {
  const modifiers = KEYS.filter((key) => event[`${key}Key`]);
  return { n: hand.next("picked"), modifiers, button: event.button || 0 };
}
