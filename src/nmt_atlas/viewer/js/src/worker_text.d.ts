// `import TEXT from "worker:./worker.js"` is that file, bundled, as text: see build.mjs.
declare module "worker:*" {
  const text: string;
  export default text;
}
