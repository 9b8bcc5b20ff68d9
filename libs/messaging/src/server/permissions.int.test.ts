import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  MediaApproved,
  MediaLanded,
  MetadataExtracted,
  ReportAccepted,
  VideoAccepted,
  VideoAnonymized,
} from '@endoveil/contracts';
import { type Server, startNats } from '@endoveil/embedded';
import { PermissionViolationError } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHandler, aLanding, listenOn } from '../bus-under-test.js';
import { Publisher } from '../publisher.js';
import { type Bus, connectBus } from './bus.js';
import { authorizationBlock, type BusUser, inboxOf } from './permissions.js';
import { ensureStream, STREAM, StreamMissing } from './topology.js';

const aUser = (user: string, durables: BusUser['durables'], publishes = false): BusUser => ({
  user,
  password: `password-of-${user}`,
  durables,
  publishes,
});
const users: readonly BusUser[] = [
  aUser('registry', [], true),
  aUser('lock-and-dedupe', [{ name: 'lock-and-dedupe_identify', event: MediaLanded }]),
  aUser('pdf-reader', [{ name: 'pdf-reader_full-reading', event: ReportAccepted }]),
  aUser('verifier', [{ name: 'verifier_verify', event: MetadataExtracted }]),
  aUser('intake', []),
  aUser('video-anonymizer', [{ name: 'video-anonymizer_frame-cleaning', event: VideoAccepted }]),
  aUser('metadata-llm', [{ name: 'metadata-llm_llm_video', event: VideoAnonymized }]),
  aUser('publisher', [{ name: 'publisher_release_media', event: MediaApproved }]),
];

let dir: string;
let server: Server;
const buses = new Map<string, Bus>();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'permissions-'));
  server = await startNats({ dir, dieWithParent: true, authorization: authorizationBlock(users) });
  for (const { user, password } of users) {
    const url = `nats://${user}:${password}@127.0.0.1:${server.port}`;
    buses.set(user, await connectBus({ url, name: user }));
  }
});
afterAll(async () => {
  for (const bus of buses.values()) await bus.connection.close();
  await server.stop('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

/** What the server says of one publication or subscription: its refusal, or nothing. */
async function refusalOf(user: string, act: (bus: Bus) => void): Promise<string | undefined> {
  const bus = await connectBus({
    url: `nats://${user}:password-of-${user}@127.0.0.1:${server.port}`,
    name: 'probe',
  });
  const refused = (async () => {
    for await (const status of bus.connection.status())
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        return `${status.error.operation} ${status.error.subject}`;
    return undefined;
  })();
  act(bus);
  // the refusal of what was sent before comes before this answer
  await bus.connection.flush();
  await bus.connection.close();
  return await refused;
}

const others = (...allowed: readonly string[]) =>
  users.map(({ user }) => user).filter((user) => !allowed.includes(user));
const all = others();

const publications: readonly (readonly [string, readonly string[]])[] = [
  ['endoveil.media.verified', others('registry')],
  ['endoveil.media.landed', others('registry')],
  [`$JS.API.STREAM.DELETE.${STREAM}`, all],
  [`$JS.API.STREAM.PURGE.${STREAM}`, all],
  [`$JS.API.STREAM.SNAPSHOT.${STREAM}`, all],
  [`$JS.API.STREAM.RESTORE.${STREAM}`, all],
  // it writes every event, and reads again what the server gives up
  [`$JS.API.STREAM.MSG.GET.${STREAM}`, others('registry')],
  [`$JS.API.STREAM.MSG.DELETE.${STREAM}`, all],
  [`$JS.API.DIRECT.GET.${STREAM}`, all],
  ['$JS.API.STREAM.CREATE.OTHER', all],
  [`$JS.API.STREAM.CREATE.${STREAM}`, others('registry')],
  // a limit of one message would drop all the others
  [`$JS.API.STREAM.UPDATE.${STREAM}`, others('registry')],
  ['$JS.API.STREAM.LIST', all],
  [`$JS.API.STREAM.LEADER.STEPDOWN.${STREAM}`, all],
  [`$JS.API.STREAM.PEER.REMOVE.${STREAM}`, all],
  ['$JS.API.INFO', all],
  ['$JS.API.STREAM.NAMES', all],
  [`$JS.API.CONSUMER.CREATE.${STREAM}.spy.endoveil.media.landed`, all],
  [`$JS.API.CONSUMER.CREATE.${STREAM}`, all],
  [`$JS.API.CONSUMER.DURABLE.CREATE.${STREAM}.verifier_verify`, all],
  [`$JS.API.CONSUMER.DELETE.${STREAM}.verifier_verify`, all],
  [`$JS.API.CONSUMER.MSG.NEXT.${STREAM}.verifier_verify`, others('verifier')],
  [`$JS.API.CONSUMER.MSG.NEXT.${STREAM}.lock-and-dedupe_identify`, others('lock-and-dedupe')],
  [`$JS.ACK.${STREAM}.verifier_verify.1.1.1.1.0`, others('verifier')],
  [`$JS.API.CONSUMER.CREATE.${STREAM}.verifier_verify.endoveil.media.landed`, all],
  [`$JS.API.CONSUMER.CREATE.${STREAM}.verifier_verify.endoveil.metadata.extracted`, others('verifier')],
  [`$JS.API.CONSUMER.INFO.${STREAM}.verifier_verify`, others('verifier')],
  [`$JS.API.CONSUMER.LIST.${STREAM}`, all],
  [`$JS.API.CONSUMER.NAMES.${STREAM}`, all],
  [`$JS.API.CONSUMER.LEADER.STEPDOWN.${STREAM}.verifier_verify`, all],
  // made up: no event has this name, so not even the relay may say it
  ['endoveil.media.invented', all],
  ['endoveil.video.declined.frame-cleaning', others('registry')],
  [`${inboxOf('verifier')}.x`, all],
  ['$SYS.REQ.SERVER.PING', all],
];
const subscriptions: readonly (readonly [string, readonly string[]])[] = [
  ['endoveil.>', all],
  ['>', all],
  ['$JS.>', all],
  ['$SYS.>', all],
  ['_INBOX.>', all],
  ['_INBOX_*.>', all],
  ['$JS.API.>', all],
  ['$JS.ACK.>', all],
  ['$JS.EVENT.>', all],
  [`$KV.>`, all],
  [`$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${STREAM}.>`, others('registry')],
  [`${inboxOf('verifier')}.>`, others('verifier')],
  [`${inboxOf('registry')}.>`, others('registry')],
];

describe('the user of every service', () => {
  it.each(publications)('may not publish to %s', async (subject, services) => {
    const answers = await Promise.all(
      services.map((user) => refusalOf(user, (bus) => bus.connection.publish(subject))),
    );
    expect(answers).toEqual(services.map(() => `publish ${subject}`));
  });

  it.each(subscriptions)('may not subscribe to %s', async (subject, services) => {
    const quiet = { callback: () => undefined };
    const answers = await Promise.all(
      services.map((user) => refusalOf(user, (bus) => void bus.connection.subscribe(subject, quiet))),
    );
    expect(answers).toEqual(services.map(() => `subscription ${subject}`));
  });

  it('may do all of its own work', async () => {
    const came: string[] = [];
    const handler = aHandler(
      MediaLanded,
      { durable: 'lock-and-dedupe_identify' },
      ({ eventId }) => void came.push(eventId),
    );
    await using _ = await listenOn(buses.get('lock-and-dedupe')!, [handler]);
    const message = aLanding();
    await new Publisher(buses.get('registry')!).publish(message);
    await expect.poll(() => came, { timeout: 5_000 }).toEqual([message.eventId]);
    expect((await buses.get('intake')!.fill()).messages).toBe(1);
  });

  it('waits for a stream that it may not make, and goes on when it is there', async () => {
    const keeper = buses.get('registry')!;
    const admin = await connectBus({ url: server.url, name: 'admin' });
    await admin.manager.streams.delete(STREAM);
    const url = `nats://verifier:password-of-verifier@127.0.0.1:${server.port}`;
    const waiting = connectBus({ url, name: 'verifier' });
    await expect(ensureStream(buses.get('verifier')!.manager, keeper.topology)).rejects.toThrow(StreamMissing);
    await new Publisher(keeper).publish(aLanding());
    await (await waiting).close();
    await admin.close();
  });
});
