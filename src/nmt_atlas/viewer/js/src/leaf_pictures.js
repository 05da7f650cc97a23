// Pictures to choose among: each picture is the button itself, two beside each other.
import { make, sameBut } from "./leaf_make.js";

/** @import { PictureData, Update, Write } from "./leaf_types.js" */

/**
 * @param {PictureData} given
 * @param {(id: string, value: boolean) => void} tell
 */
function picture({ id, label, source = "", off, mark = "" }, tell) {
  const image = make("img", "");
  image.alt = "";
  if (source.startsWith("data:image/png;base64,")) image.src = source;
  const made = make("button", `picture ${mark}`.trim(), image, make("span", "", label));
  made.type = "button";
  made.dataset.id = id;
  made.disabled = Boolean(off);
  made.addEventListener("click", () => tell(id, true));
  return made;
}

/** @type {Record<string, Write>} */
export const PICTURES = {
  pictures({ label = "", pictures = [] }, { tell }) {
    const made = make("div", "pictures", ...pictures.map((one) => picture(one, tell)));
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    return made;
  },
};

/** @type {Record<string, Update>} */
export const PICTURE_UPDATES = {
  // a picture that has come is filled in where it is: what has the focus keeps it
  pictures(node, given, before) {
    const [pictures, old] = [given.pictures ?? [], before.pictures ?? []];
    if (!sameBut(given, before, "pictures") || pictures.length !== old.length) return false;
    if (!pictures.every((one, at) => sameBut(one, old[at], "source"))) return false;
    pictures.forEach(({ source = "" }, at) => {
      const image = node.children[at].querySelector("img");
      if (image && source.startsWith("data:image/png;base64,")) image.src = source;
    });
    return true;
  },
};

export const PICTURE_STYLE = `
.pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; margin: 8px 0; }
.picture { display: flex; flex-direction: column; padding: 4px; text-align: center; gap: 4px; align-items: stretch; }
.picture img { width: 100%; aspect-ratio: 1; object-fit: contain; border-radius: 6px; background: var(--soft); }
.picture:disabled { opacity: 1; }
.picture.right { outline: 3px solid #2e7d4f; } .picture.wrong { outline: 3px dashed #c27c0e; }
`;
