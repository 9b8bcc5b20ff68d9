/** The JetStream transport for Nest: subscribe, settle, topology, publish. */
export { type Bus, type BusSettings, connectBus } from './server/bus.js';
export type { DeadLetter, DeadLetters } from './receiving/dead-letters.js';
export type { Delivery } from './receiving/delivery.js';
export { type Exhausted, listenExhausted } from './receiving/exhausted.js';
export { lookAtNats, type NatsLook } from './server/look-at-nats.js';
export { PassErrors } from './receiving/pass-errors.js';
export { NotPublished, type OutgoingMessage, Publisher } from './publisher.js';
export { checkServerVersion, ServerTooOld } from './server/server-version.js';
export type { Settlement } from './receiving/settlement.js';
export { Subscribe, type SubscribeOptions } from './receiving/subscribe.js';
export { defaultTopology, STREAM, type TopologySettings } from './server/topology.js';
export { JetStreamTransport, type TransportEvents } from './receiving/transport.js';
export { authorizationBlock, type BusUser } from './server/permissions.js';
