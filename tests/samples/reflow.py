"""What a page is asked that axe does not ask: text set wider, and names that hold their labels.

Each is a function for the browser that gives a list of what is wrong, in words.
"""

SPACED = """() => {
  const css = '* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';
  const roots = [document.head], found = new Set();
  const seek = (node) => {
    if (node.shadowRoot) roots.push(node.shadowRoot);
    for (const one of [...(node.shadowRoot?.children ?? []), ...node.children]) seek(one);
  };
  seek(document.body);
  const sheets = roots.map((root) => {
    const sheet = document.createElement('style');
    sheet.textContent = css;
    root.append(sheet);
    return sheet;
  });
  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const cut = (text, node) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return '';
    for (let at = node; at; at = above(at)) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(at);
      const own = at.getBoundingClientRect();
      if (clipPath !== 'none' || at.matches('.icon, .material-icons')) return '';
      if (own.width <= 1 || own.bottom < 0) return ''; // above the window until it has the focus
      const high = box.bottom > own.bottom + 2 || box.top < own.top - 2;
      const wide = box.right > own.right + 2 || box.left < own.left - 2;
      if ((overflowY === 'hidden' && high) || (overflowX === 'hidden' && wide)) {
        return `“${text.data.trim().slice(0, 50)}” by ${at.tagName} ${at.className}`;
      }
      if (/auto|scroll/.test(overflowX + overflowY)) return '';
    }
    return '';
  };
  const walk = (node) => {
    if (node.nodeType === 3 && node.data.trim()) found.add(cut(node, above(node)));
    if (node instanceof Element) {
      if (node.inert || node.hidden || node.matches('style, script, .overlay')) return;
      const { display, visibility } = getComputedStyle(node);
      if (display === 'none' || visibility === 'hidden') return;
    }
    for (const one of node.shadowRoot?.childNodes ?? []) walk(one);
    for (const one of node.childNodes) walk(one);
  };
  walk(document.body);
  if (document.documentElement.scrollWidth > innerWidth) found.add('the page scrolls sideways');
  for (const one of sheets) one.remove();
  found.delete('');
  return [...found];
}"""
"""What is cut off once text is set as wide as 1.4.12 of WCAG 2.2 has it, or a page that scrolls
sideways then. What can be scrolled, or is hidden from the eye, is not cut off; names on the body
are laid out anew with each picture, and stand in the list twin."""

NAMED = """() => {
  const found = [];
  const plain = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, ' ').trim();
  const pressed = 'button, a[href], summary, [role=button], [role=tab], [role=switch]';
  const walk = (node) => {
    if (node instanceof Element) {
      if (node.inert || node.hidden) return;
      const name = node.getAttribute('aria-label');
      if (name && node.matches(pressed)) {
        const copy = node.cloneNode(true);
        for (const one of copy.querySelectorAll('[aria-hidden=true], .icon')) one.remove();
        const seen = plain(copy.textContent);
        if (!plain(name).includes(seen)) found.push(`“${seen}” is read as “${name}”`);
      }
    }
    for (const one of node.shadowRoot?.childNodes ?? []) walk(one);
    for (const one of node.childNodes) walk(one);
  };
  walk(document.body);
  return found;
}"""
"""Controls whose name does not hold the words that are seen on them (2.5.3)."""
