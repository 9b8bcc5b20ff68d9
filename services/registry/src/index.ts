/** HTTP API and read models; hosts relay, sweeper, reconciler and audit sealer. */
export { Role } from './access/principal.js';
export { hashOfToken, type TokenEntry, TokenFile } from './access/token-file.js';
export { registrySettings } from './config.js';
export { openApi } from './controllers.js';
export { registerRecordMetrics } from './metrics/record-metrics.js';
export { registerSiteMetrics } from './metrics/site-metrics.js';
export { registry } from './registry.service.js';
