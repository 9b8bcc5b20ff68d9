import { events } from '@endoveil/contracts';
import { type DurableTopology, EXHAUSTED, STREAM } from './topology.js';

/** Who connects to the bus, and what it is there for. */
export interface BusUser {
  readonly user: string;
  readonly password: string;
  readonly durables: readonly DurableTopology[];
  /** Only the relay publishes, and makes the stream. */
  readonly publishes: boolean;
}

/** Answers to one user come where no other may listen. */
export const inboxOf = (user: string) => `_INBOX_${user}`;

/** What the relay may say: the events there are, and that any level declined. */
const published = [
  ...events.map(({ subject }) => subject),
  ...['video', 'report', 'metadata'].map((noun) => `endoveil.${noun}.declined.*`),
];

/**
 * The subjects a user may publish to and subscribe to, and no others. Who publishes also makes the stream and changes
 * it, which may drop what is in it, and may read a single message again; nobody may delete or purge it, or read it but
 * through durables of one's own.
 */
export function permissionsOf({ user, durables, publishes }: BusUser): {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
} {
  const api = '$JS.API';
  return {
    publish: [
      `${api}.STREAM.INFO.${STREAM}`,
      ...durables.flatMap(({ name, event }) => [
        `${api}.CONSUMER.INFO.${STREAM}.${name}`,
        `${api}.CONSUMER.CREATE.${STREAM}.${name}.${event.subject}`,
        `${api}.CONSUMER.MSG.NEXT.${STREAM}.${name}`,
        `$JS.ACK.${STREAM}.${name}.>`,
      ]),
      // whoever writes all events may read one again, when the server gives it up
      ...(publishes
        ? [
            `${api}.STREAM.CREATE.${STREAM}`,
            `${api}.STREAM.UPDATE.${STREAM}`,
            `${api}.STREAM.MSG.GET.${STREAM}`,
            ...published,
          ]
        : []),
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
