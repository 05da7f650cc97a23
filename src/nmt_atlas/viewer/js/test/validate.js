// What the Khronos validator says of a binary glTF: node validate.js FILE
import { readFileSync } from "node:fs";
import { validateBytes } from "gltf-validator";

const { issues, info } = await validateBytes(new Uint8Array(readFileSync(process.argv[2])), { maxIssues: 40 });
process.stdout.write(JSON.stringify({ issues, info }));
