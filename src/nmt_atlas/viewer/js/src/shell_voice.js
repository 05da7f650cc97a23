// Reads aloud what is open, by the browser's own voice; asked again it stops.
/** @import { ShellModel } from "./types" */

const LONGEST = 220; // some voices fall silent in the middle of longer texts

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
 * A text in pieces that a voice reads in one breath.
 * @param {string} text
 */
export function breaths(text) {
  const lines = text.split(/\n+/).map((one) => one.replace(/\s+/g, " ").trim()).filter(Boolean);
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${LONGEST}}(?:[.;:,!?] |\\s|$)`, "gu")) ?? [line])
    .map((one) => one.trim()).filter(Boolean);
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
