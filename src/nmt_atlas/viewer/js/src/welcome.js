// Whether somebody has been here before: then the first screen's doors stay away. Kept in this browser.

const KEY = "nmt-atlas-been-here";

/** True where the doors were gone through, or passed by, in this browser. */
export function beenHere() {
  try {
    return window.localStorage.getItem(KEY) === "yes";
  } catch {
    return false; // a browser that keeps nothing
  }
}

export function remember() {
  try {
    window.localStorage.setItem(KEY, "yes");
  } catch {
    // the doors are shown again next time
  }
}
