// Entry point: what panel's JSComponent calls, and the head start where the page asks for one.
import { startEarly } from "./early.js";

export { render } from "./component.js";

startEarly();
