// Draws on the view, or rubs out: by mouse, finger or pen. A stroke is told when it ends, as lines on the
// body and lines beside it; until Python has it, it is seen as the browser drew it.

/** @type {import("../types").Tool} */
export const pen = {
  id: "pen",
  cursor: "crosshair",
  tells: ["penned", "rubbed"],
  drags: true,

  press(hand, touch) {
    if (hand.ink.erase) hand.ink.rub(touch);
    else hand.ink.begin(touch);
  },

  drag(hand, touch) {
    if (hand.ink.erase) hand.ink.rub(touch);
    else hand.ink.go(touch);
  },

  release(hand, touch) {
    if (hand.ink.erase) {
      const ids = hand.ink.rubbed();
      if (ids.length) hand.tell("rubbed", { n: hand.next("rubbed"), ids });
      return;
    }
    hand.ink.go(touch);
    const stroke = hand.ink.end();
    if (stroke) hand.tell("penned", { n: hand.next("penned"), ...stroke });
  },

  cancel(hand) {
    hand.ink.cancel();
  },
};
