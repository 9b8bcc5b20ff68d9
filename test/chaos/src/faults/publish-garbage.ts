import { talkNats } from '../house/talk-nats.js';

/** What every kind of handler listens to. */
const subjects = [
  'endoveil.media.landed',
  'endoveil.video.accepted',
  'endoveil.report.accepted',
  'endoveil.video.anonymized',
  'endoveil.metadata.extracted',
  'endoveil.media.approved',
];

/** A message that nobody can read, to every kind of handler. */
export async function publishGarbage(natsUrl: string): Promise<void> {
  const frames = subjects.map((subject) => `PUB ${subject} 7\r\ngarbage\r\n`);
  await talkNats(natsUrl, `${frames.join('')}PING\r\n`, /PONG/);
}
