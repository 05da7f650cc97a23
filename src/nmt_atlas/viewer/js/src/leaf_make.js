// Elements of a leaf.

/**
 * An element with a class and children; a text among them is text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Whether two blocks differ in nothing but some of their values.
 * @param {object} one
 * @param {object} two
 * @param {string[]} but the names of those values
 */
export function sameBut(one, two, ...but) {
  const kept = (/** @type {object} */ given) => (
    JSON.stringify(Object.entries(given).filter(([name]) => !but.includes(name))));
  return kept(one) === kept(two);
}

let numbered = 0;

/** A name that no other element has. */
export function fresh() {
  numbered += 1;
  return `leaf-${numbered}`;
}

/**
 * A control under its label.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} className
 */
export function labelled(label, control, className = "labelled") {
  control.id = fresh();
  const name = make("label", "", label);
  name.htmlFor = control.id;
  return make("div", className, name, control);
}
