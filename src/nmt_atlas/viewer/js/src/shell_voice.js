// Reads aloud what is open, by the browser's own voice; asked again it stops.
/** @import { ShellModel } from "./types" */

const [SHORTEST, LONGEST] = [40, 220]; // some voices fall silent in the middle of longer texts
const PIECES = /.{1,200}/gu;

/**
 * The words that are seen in an element, shadow roots and slots included, controls left out.
 * @param {Node} node
 * @returns {string}
 */
export function seenIn(node) {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLElement) {
    if (node.hidden || ["BUTTON", "STYLE", "SELECT", "INPUT", "TEXTAREA", "SCRIPT"].includes(node.tagName)) return "";
    if (node.getAttribute("role") === "tablist") return "";
  }
  const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
  const words = [...inner.childNodes].map(seenIn).join("");
  const block = node instanceof HTMLElement && /^(P|LI|H[1-6]|DIV|SUMMARY|TR|DT|DD)$/.test(node.tagName);
  return block ? `${words}\n` : words;
}

/**
 * A text in pieces that a voice reads in one breath: they end with a sentence where that is near.
 * @param {string} text
 */
export function breaths(text) {
  /** @type {string[]} */
  const found = [];
  for (const line of text.split(/\n+/)) {
    let now = "";
    for (const word of line.split(/\s+/).flatMap((one) => one.match(PIECES) ?? [])) {
      if (now.length + word.length >= LONGEST) {
        found.push(now);
        now = "";
      }
      now = now ? `${now} ${word}` : word;
      if (now.length > SHORTEST && /[.!?;:]$/.test(now)) {
        found.push(now);
        now = "";
      }
    }
    found.push(now);
  }
  return found.filter(Boolean);
}

/**
 * Tell whether there is a voice, and read when it is asked for.
 * @param {ShellModel} model
 * @param {() => HTMLElement | null} open what is read: the open sheet
 * @returns {() => void} what ends it
 */
export function voice(model, open) {
  const speech = window.speechSynthesis;
  if (!speech) return () => {};
  const look = () => {
    const has = speech.getVoices().length > 0;
    if (has !== model.has_voice) model.has_voice = has;
  };
  look();
  speech.addEventListener?.("voiceschanged", look);
  model.on("spoken", () => {
    if (speech.speaking || speech.pending) {
      speech.cancel();
      return;
    }
    const sheet = open();
    for (const text of sheet ? breaths(seenIn(sheet)) : []) {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = model.language === "es" ? "es" : "en-GB";
      const own = speech.getVoices().find((one) => one.lang.startsWith(model.language));
      if (own) said.voice = own;
      speech.speak(said);
    }
  });
  return () => {
    speech.cancel();
    speech.removeEventListener?.("voiceschanged", look);
  };
}
