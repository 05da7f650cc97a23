// Points at parts: a click is told, a double click comes closer, a resting pointer names, a right
// click or a long press opens the menu, shift and a drag take all that is seen in a rectangle.

const MOST = 200; // parts that one rectangle tells

/** @type {import("../types").Tool} */
export const pick = {
  id: "pick",
  cursor: "grab",
  tells: ["picked", "enclosed"],

  tap(hand, touch) {
    const { hit, skinVertex, skinPoint, beneath } = hand.at(touch);
    hand.tell("picked", {
      ...about(hand, touch),
      part: hit ? hit.part : "",
      point: hit ? hit.point.toArray() : skinPoint,
      normal: hit ? hit.normal.toArray() : null,
      skin_vertex: skinVertex,
      skin_point: skinPoint,
      beneath,
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
    if (hand.quick()) hand.name(touch);
  },

  menu(hand, touch) {
    if (hand.silent) return;
    const { hit, skinVertex } = hand.at(touch);
    hand.menu(hit?.part ?? "", touch, skinVertex);
  },

  area(hand, from, to) {
    if (hand.silent) return;
    const parts = hand.within(from, to).slice(0, MOST);
    hand.tell("enclosed", { n: hand.next("enclosed"), parts });
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
