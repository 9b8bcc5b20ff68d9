/** Run a service: config, logging, health, metrics, tracing, shutdown. */
export { failpoint, type Failpoint, failpoints } from './failpoint.js';
