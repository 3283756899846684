export { CertplanError, loadPlan, plan, version } from './plan.js';
export { explain, fleet, forecast, inspect, loadRest } from './rest.js';
