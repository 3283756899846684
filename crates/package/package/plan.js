import * as glue from './glue-plan.js';
import { wasm } from './wasm.js';

const module = /* @__PURE__ */ wasm(glue, () => new URL('../certplan-plan.wasm', import.meta.url));

export { CertplanError } from './error.js';

export const loadPlan = (source) => module.load(source);
// Whatever JSON cannot say, such as nothing at all, is refused as facts that are none.
export const plan = async (facts) => module.ask('plan', [JSON.stringify(facts) ?? ''], facts);
export const version = async () => module.ask('version', []);
