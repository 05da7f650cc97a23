// Light and dark: the colours of the window, of the document, and of every control on it.
// Material controls follow ``data-theme`` of the document's root; they find the window's
// ``theme_config`` by walking up their parents.

const FONT = "Inter, system-ui, sans-serif";
const PLAIN = {
  light: { paper: "#fbfaf8", ground: "#f3f2ef", text: "#1f2428", line: "rgb(0 0 0 / .14)" },
  dark: { paper: "#262d33", ground: "#20262b", text: "#e8e6e1", line: "rgb(255 255 255 / .16)" },
};

/**
 * What a theme says, as far as it says it.
 * @param {import("./types").Theme} theme
 */
function said({ palette = {}, typography = {} }) {
  return {
    primary: palette.primary?.main,
    paper: palette.background?.paper,
    ground: palette.background?.default,
    text: palette.text?.primary,
    line: palette.divider,
    font: typography.fontFamily,
  };
}

/**
 * The colours that a theme names, with plain ones where it names none.
 * @param {import("./types").ThemeConfig | null} config
 * @param {boolean} dark
 */
export function colours(config, dark) {
  const mode = dark ? "dark" : "light";
  const theme = (config?.light && config.dark ? config[mode] : config) ?? {};
  const named = Object.fromEntries(Object.entries(said(theme)).filter(([, value]) => value));
  return { primary: "#0f766e", ...PLAIN[mode], font: FONT, ...named };
}

/**
 * What panes that are no Material controls read their colours from.
 * @type {Record<string, keyof ReturnType<typeof colours>>}
 */
const PANEL = {
  "--panel-primary-color": "primary",
  "--panel-background-color": "ground",
  "--panel-on-background-color": "text",
  "--panel-surface-color": "paper",
  "--panel-on-surface-color": "text",
};

/**
 * Colour the window and the document light or dark.
 * @param {HTMLElement} root
 * @param {import("./types").ShellModel} model
 */
export function colour(root, model) {
  const found = colours(model.theme_config, model.dark);
  for (const [name, value] of Object.entries(found)) root.style.setProperty(`--${name}`, value);
  root.classList.toggle("dark", model.dark);
  const page = document.documentElement;
  page.dataset.theme = model.dark ? "dark" : "light";
  page.style.colorScheme = page.dataset.theme;
  for (const [name, key] of Object.entries(PANEL)) page.style.setProperty(name, found[key]);
}
