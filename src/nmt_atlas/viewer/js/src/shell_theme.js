// Light and dark: the colours of the window, of the document, and of every control on it.
// Material controls follow ``data-theme`` of the document's root; they find the window's
// ``theme_config`` by walking up their parents.

const PLAIN = {
  light: { paper: "#fbfaf8", ground: "#f3f2ef", text: "#1f2428", line: "rgb(0 0 0 / .14)" },
  dark: { paper: "#262d33", ground: "#20262b", text: "#e8e6e1", line: "rgb(255 255 255 / .16)" },
};

/** The colours that a theme names, with plain ones where it names none. */
export function colours(config, dark) {
  const mode = dark ? "dark" : "light";
  const theme = config?.light && config?.dark ? config[mode] : config || {};
  const { palette = {}, components = {}, typography = {} } = theme;
  const bar = components.MuiAppBar?.styleOverrides?.root || {};
  const primary = palette.primary?.main || "#0f766e";
  return {
    primary,
    bar: bar.backgroundColor || PLAIN[mode].paper,
    onbar: bar.color || PLAIN[mode].text,
    paper: palette.background?.paper || PLAIN[mode].paper,
    ground: palette.background?.default || PLAIN[mode].ground,
    text: palette.text?.primary || PLAIN[mode].text,
    line: palette.divider || PLAIN[mode].line,
    font: typography.fontFamily || "system-ui, sans-serif",
  };
}

/** What panes that are no Material controls read their colours from. */
const PANEL = {
  "--panel-primary-color": "primary",
  "--panel-background-color": "ground",
  "--panel-on-background-color": "text",
  "--panel-surface-color": "paper",
  "--panel-on-surface-color": "text",
};

/** Colour the window and the document light or dark. */
export function colour(root, toggle, model) {
  const found = colours(model.theme_config, model.dark);
  for (const [name, value] of Object.entries(found)) root.style.setProperty(`--${name}`, value);
  root.classList.toggle("dark", model.dark);
  toggle.setAttribute("aria-pressed", String(model.dark));
  const page = document.documentElement;
  page.dataset.theme = model.dark ? "dark" : "light";
  page.style.colorScheme = page.dataset.theme;
  for (const [name, key] of Object.entries(PANEL)) page.style.setProperty(name, found[key]);
}
