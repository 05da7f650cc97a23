// Turns the body and nothing else: no click is told, no name is shown.

/** @type {import("../types").Tool} */
export const orbit = { id: "orbit", cursor: "move", tells: [] };
