// A table to read and to choose from: the first cell of each row is its heading and a button.
import { make } from "./leaf_make.js";

/** @import { Write } from "./leaf_types.js" */

/** @type {Record<string, Write>} */
export const TABLES = {
  table({ caption = "", heads = [], rows = [], langs = [] }, { tell }) {
    const head = (/** @type {string} */ text) => {
      const made = make("th", "", text);
      made.scope = "col";
      return made;
    };
    const row = (/** @type {import("./leaf_types.js").RowData} */ { id, cells, on }) => {
      const [first = "", ...others] = cells;
      const press = make("button", "", first);
      press.type = "button";
      press.dataset.id = id;
      if (on) press.setAttribute("aria-current", "true");
      press.addEventListener("click", () => tell(id, true));
      const name = make("th", "", press);
      name.scope = "row";
      return make("tr", "", name, ...others.map((text, at) => {
        const cell = make("td", "", text);
        if (text && langs[at + 1]) cell.lang = langs[at + 1];
        return cell;
      }));
    };
    return make("table", "", make("caption", "", caption), make("thead", "", make("tr", "", ...heads.map(head))),
      make("tbody", "", ...rows.map(row)));
  },
};

export const TABLE_STYLE = `
table { overflow-wrap: break-word; width: 100%; border-collapse: collapse; margin: 0 0 12px; font-size: 14px; line-height: 20px; } td { overflow-wrap: anywhere; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th { text-align: left; font-weight: 500; vertical-align: top; } thead th { font-size: 13px; padding: 4px 8px; }
td { padding: 6px 8px; vertical-align: top; } tbody tr { border-top: 1px solid var(--edge); }
tbody th button { width: 100%; border: 0; min-height: 32px; padding: 6px 8px; display: block; text-align: left; }
td:lang(la) { font-style: italic; }
`;
