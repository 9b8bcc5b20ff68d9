/** Run a service: configuration, logging, health, metrics, tracing, shutdown. */
export const room = 'runtime';
