// Drags a cut through the body: along itself, or tilted with Shift; told when it is let go. Where
// nothing is cut open a drag does nothing. A click picks as ever.
import { pick } from "./pick.js";

/** @type {import("../types").Tool} */
export const section = {
  ...pick,
  id: "section",
  cursor: "ns-resize",
  tells: [...pick.tells, "sectioned"],
  drags: true,

  press(hand, touch) {
    hand.cutting?.grasp(touch);
  },

  drag(hand, touch) {
    hand.cutting?.drag(touch, touch.event.shiftKey);
  },

  release(hand) {
    const plane = hand.cutting?.release();
    if (plane) hand.tell("sectioned", { n: hand.next("sectioned"), ...plane });
  },
};
