// Elements of the window, and what each of its pieces knows of it.

/** @typedef {import("./types").ShellModel} ShellModel */
/** @typedef {(id: string, value?: string) => void} Tell tells Python what was pressed */

/**
 * An element with attributes, a class and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [given]
 * @param {(Node | string)[]} [children]
 */
export function make(tag, { className = "", ...attributes } = {}, children = []) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A sign of the bundled icon font; it says nothing to a screen reader.
 * @param {string} name
 */
export const icon = (name) => make("span", { className: "icon", "aria-hidden": "true" }, [name]);

/**
 * A button with an icon and a word.
 * @param {string} sign
 * @param {string} word
 * @param {() => void} press
 * @param {string} className
 */
export function button(sign, word, press, className = "") {
  const made = make("button", { className, type: "button" }, [icon(sign), make("span", {}, [word])]);
  made.addEventListener("click", press);
  return made;
}

/**
 * A button with an icon alone; the word is read aloud and shown on hovering.
 * @param {string} sign
 * @param {string} word
 * @param {() => void} press
 * @param {string} className
 */
export function signButton(sign, word, press, className = "round") {
  const made = make("button", { className, type: "button", "aria-label": word, title: word }, [icon(sign)]);
  made.addEventListener("click", press);
  return made;
}

/**
 * Call back whenever one of several parameters changes, and once now.
 * @param {ShellModel} model
 * @param {string[]} names
 * @param {() => void} run
 */
export function heed(model, names, run) {
  model.on(names, run);
  run();
}

/**
 * What tells Python that something was pressed.
 * @param {ShellModel} model
 * @returns {Tell}
 */
export const teller = (model) => (id, value = "") => {
  model.pressed = { n: (model.pressed.n || 0) + 1, id, value };
};

/** The element that has the focus, wherever it lies. */
export function focusedNow() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}

/**
 * Whether a key is meant for what is typed in. Where a suggestion was taken nothing is typed, and what
 * takes a step back is meant for what it did.
 * @param {Event} event
 */
export function isTyped(event) {
  const at = event.composedPath()[0];
  if (!(at instanceof HTMLElement)) return false;
  if ("taken" in at.dataset && event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey) && /^[yz]$/i.test(event.key)) return false;
  const kind = at instanceof HTMLInputElement ? at.type : "";
  return at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
    || (at instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(kind));
}

/**
 * Whether a piece has the focus in it.
 * @param {HTMLElement} piece
 */
export function holdsFocus(piece) {
  for (let at = /** @type {Node | null} */ (focusedNow()); at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at === piece) return true;
  }
  return false;
}

/**
 * Note which child has the focus, by an attribute; what is returned gives it to its successor.
 * @param {HTMLElement} piece
 * @param {string} attribute
 */
export function keepFocus(piece, attribute) {
  const root = piece.getRootNode();
  const at = root instanceof ShadowRoot ? root.activeElement : null;
  const id = at && piece.contains(at) ? at.getAttribute(attribute) : null;
  return () => {
    const again = id ? piece.querySelector(`[${attribute}="${CSS.escape(id)}"]`) : null;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  };
}
