/** Run a service: config, logging, health, metrics, tracing, shutdown. */
export { currentCorrelation, withCorrelation } from './correlation.js';
export { failpoint, type Failpoint, failpoints } from './failpoint.js';
export { type HealthServer, type HealthSettings, readiness, type ReadinessCheck, startHealth } from './health.js';
export {
  createLog,
  describeError,
  type Log,
  type LogFields,
  type LogLevel,
  type LogSettings,
  silentLog,
} from './log.js';
export { nestLog } from './nest-log.js';
export {
  describeSettings,
  loadSettings,
  maskSettings,
  type Setting,
  setting,
  type SettingsGroup,
  SettingsRefused,
  type ValuesOf,
} from './settings.js';
export { hasReadableUser, USER_NOT_READABLE } from './readable-user.js';
export { runUntilSignal, type Stoppable } from './shutdown.js';
export { inSpan, startTracing, type TracingSettings } from './tracing.js';
export { postgresUrl } from './postgres-url.js';
