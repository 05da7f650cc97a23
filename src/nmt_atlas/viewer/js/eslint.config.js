// What the linter holds the viewer to. `tsc` finds what is wrongly typed; this finds the rest.
import js from "@eslint/js";
import globals from "globals";

const STRICT = {
  "array-callback-return": "error",
  "consistent-return": "error",
  "default-case-last": "error",
  eqeqeq: "error",
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-param-reassign": ["error", { props: false }],
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => (
      { property, message: "Text is text: use textContent." })),
  ],
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-throw-literal": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, classes: true }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  complexity: ["error", 14],
  "max-lines": ["error", 400],
  "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
};

export default [
  { ignores: ["node_modules/", "dist/"] },
  js.configs.recommended,
  { rules: STRICT, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["src/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["test/**/*.js", "*.mjs", "*.js"], languageOptions: { globals: globals.nodeBuiltin } },
  { files: ["test/**/*.js"], rules: { "max-lines-per-function": "off" } },
];
