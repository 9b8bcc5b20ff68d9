import { EXHAUSTED } from './exhausted.js';
import { type DurableTopology, STREAM } from './topology.js';

/** Who connects to the bus, and what it is there for. */
export interface BusUser {
  readonly user: string;
  readonly password: string;
  readonly durables: readonly DurableTopology[];
  /** Only the relay publishes. */
  readonly publishes: boolean;
}

/** Answers to one user come where no other may listen. */
export const inboxOf = (user: string) => `_INBOX_${user}`;

/**
 * The subjects a user may publish to and subscribe to, and no others. Every service may make or widen the stream, because
 * whoever comes first makes it; none may delete or purge it, or read it but through its own durables; who publishes may read single messages again.
 */
export function permissionsOf({ user, durables, publishes }: BusUser): {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
} {
  const api = '$JS.API';
  return {
    publish: [
      ...['INFO', 'CREATE', 'UPDATE'].map((verb) => `${api}.STREAM.${verb}.${STREAM}`),
      ...durables.flatMap(({ name, event }) => [
        `${api}.CONSUMER.INFO.${STREAM}.${name}`,
        `${api}.CONSUMER.CREATE.${STREAM}.${name}.${event.subject}`,
        `${api}.CONSUMER.MSG.NEXT.${STREAM}.${name}`,
        `$JS.ACK.${STREAM}.${name}.>`,
      ]),
      // whoever writes all events may read one again, when the server gives it up
      ...(publishes ? ['endoveil.>', `${api}.STREAM.MSG.GET.${STREAM}`] : []),
    ],
    subscribe: [`${inboxOf(user)}.>`, ...(publishes ? [EXHAUSTED] : [])],
  };
}

/** The block `authorization` of nats.conf. Passwords are letters, digits, `-` and `_`. */
export function authorizationBlock(users: readonly BusUser[]): string {
  const list = (subjects: readonly string[]) => subjects.map((subject) => JSON.stringify(subject)).join(', ');
  const entries = users.map((one) => {
    if (!/^[\w-]{16,}$/.test(one.password))
      throw new Error(`the password of ${one.user} is too short or has other characters`);
    const { publish, subscribe } = permissionsOf(one);
    return `    { user: "${one.user}", password: "${one.password}", permissions: {
        publish: { allow: [${list(publish)}] }
        subscribe: { allow: [${list(subscribe)}] } } }`;
  });
  return `authorization {\n  users: [\n${entries.join('\n')}\n  ]\n}\n`;
}
