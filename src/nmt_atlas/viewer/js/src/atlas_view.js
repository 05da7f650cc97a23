// Entry point: what panel's JSComponent calls, and the head start where the page asks for one.
import { startEarly } from "./early.js";

export { render } from "./component.js";

delete window.__THREE__; // Panel loads this file anew: three need not warn of that
startEarly();
