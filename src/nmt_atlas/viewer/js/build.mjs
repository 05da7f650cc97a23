// Bundles the viewer, the window around it, leaves and what the page begins with into one self-contained
// ES module each.
// usage: node build.mjs <folder> [banner]
import { resolve } from "node:path";
import { build } from "esbuild";

const [outdir = "../dist", banner = ""] = process.argv.slice(2);

/** @type {import("esbuild").BuildOptions} */
const common = { bundle: true, minify: true, target: ["es2022"], charset: "utf8" };

/**
 * `import TEXT from "worker:./file.js"`: that file, bundled, as the text of a worker.
 * @type {import("esbuild").Plugin}
 */
const workers = {
  name: "workers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => (
      { path: resolve(resolveDir, path.slice("worker:".length)), namespace: "worker" }));
    onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
      const made = await build({ ...common, entryPoints: [path], format: "iife", write: false });
      return { contents: made.outputFiles?.[0].text, loader: "text" };
    });
  },
};

await build({
  ...common,
  entryPoints: ["src/atlas_view.js", "src/shell.js", "src/leaf.js", "src/boot.js", "src/class.js", "src/service_worker.js"],
  outdir,
  format: "esm",
  plugins: [workers],
  legalComments: "inline",
  banner: { js: banner },
  logLevel: "warning",
});
