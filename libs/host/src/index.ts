/** Opens what a service needs and runs one or many services in a process. */
export { hostSettings } from './config.js';
export { type Host, hostServices } from './host-services.js';
export { type Environment, type HostSettings, openPlatform, type Platform } from './platform.js';
export type { Pressure } from './pressure.js';
export { runServices } from './run-service.js';
export { chooseLevels, type HostedService, type HttpFace, type ServiceDefinition } from './service.js';
