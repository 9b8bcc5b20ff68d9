/** The JetStream transport for Nest: subscribe, settle, heartbeat, topology, publish. */
export const room = 'messaging';
