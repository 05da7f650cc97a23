// Bundles the viewer into one self-contained ES module.
// usage: node build.mjs <outfile> [banner]
import { build } from "esbuild";

const [outfile = "../dist/atlas_view.js", banner = ""] = process.argv.slice(2);

await build({
  entryPoints: ["src/atlas_view.js"],
  outfile,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "inline",
  banner: { js: banner },
  logLevel: "warning",
});
