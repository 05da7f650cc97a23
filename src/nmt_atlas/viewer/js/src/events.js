// What the viewer tells, made as Python reads it: every field, none that is unknown.
import EVENTS from "./events.json" with { type: "json" };

/** @typedef {{type: string, plain: boolean, fields: Record<string, object>}} Kind */

/** @type {Record<string, Kind>} */
const KINDS = EVENTS;

/** The names of all events: parameters of AtlasView. */
export const NAMES = Object.keys(KINDS);

/**
 * An event with its defaults filled in.
 * @param {string} name
 * @param {Record<string, unknown>} fields
 * @returns {Record<string, unknown>}
 */
export function eventOf(name, fields) {
  const kind = KINDS[name];
  if (!kind || kind.plain) throw new Error(`“${name}” is no event with fields; see domain/picks.py`);
  const foreign = Object.keys(fields).find((key) => !(key in kind.fields));
  if (foreign) throw new Error(`${kind.type} has no “${foreign}”; see domain/picks.py`);
  return Object.fromEntries(Object.entries(kind.fields).map(([key, field]) => {
    if (fields[key] === undefined && !("default" in field)) throw new Error(`${kind.type} needs “${key}”; see domain/picks.py`);
    return [key, fields[key] ?? ("default" in field ? field.default : null)];
  }));
}
