// The page's history: Python says what the address is and whether it is a new entry; Back and
// Forward tell Python which address the person came back to.

const here = () => window.location.pathname + window.location.hash;

/**
 * Follow ``entry`` and tell ``visited``; returns what ends that.
 * @param {import("./types").ShellModel} model
 */
export function followHistory(model) {
  const write = () => {
    const { search, push } = model.entry;
    if (search === undefined || search === window.location.search) return;
    const { pathname, hash } = window.location;
    const url = pathname + search + hash;
    if (push) window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  };
  let path = here();
  const back = () => {
    if (here() !== path) path = here(); // a jump to an anchor is no other view
    const n = (model.visited.n || 0) + 1;
    model.visited = { n, search: window.location.search };
  };
  model.on("entry", write);
  write();
  window.addEventListener("popstate", back);
  return () => window.removeEventListener("popstate", back);
}
