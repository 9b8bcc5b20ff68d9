/** HTTP API and read models; hosts relay, sweeper, reconciler and audit sealer. */
export { registrySettings } from './config.js';
export { registry } from './registry.service.js';
