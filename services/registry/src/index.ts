/** HTTP API and read models; hosts relay, sweeper, reconciler and audit sealer. */
export { registrySettings } from './config.js';
export { registerRecordMetrics } from './metrics/record-metrics.js';
export { registerSiteMetrics } from './metrics/site-metrics.js';
export { registry } from './registry.service.js';
