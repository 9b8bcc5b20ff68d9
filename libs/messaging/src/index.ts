/** The JetStream transport for Nest: subscribe, settle, topology, publish. */
export { type Bus, type BusSettings, connectBus } from './bus.js';
export type { DeadLetter, DeadLetters } from './dead-letters.js';
export type { Delivery } from './delivery.js';
export { type Exhausted, listenExhausted } from './exhausted.js';
export { lookAtNats, type NatsLook } from './look-at-nats.js';
export { PassErrors } from './pass-errors.js';
export { NotPublished, type OutgoingMessage, Publisher } from './publisher.js';
export { checkServerVersion, ServerTooOld } from './server-version.js';
export type { Settlement } from './settlement.js';
export { Subscribe, type SubscribeOptions } from './subscribe.js';
export { defaultTopology, STREAM, type TopologySettings } from './topology.js';
export { JetStreamTransport, type TransportEvents } from './transport.js';
export { authorizationBlock, type BusUser } from './permissions.js';
