// Entry point: what panel's JSComponent calls.
export { render } from "./component.js";
