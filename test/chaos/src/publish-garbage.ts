import { connect } from 'node:net';

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
  const { hostname, port, username, password } = new URL(natsUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  const hello = { verbose: false, user: username, pass: password, lang: 'harness', version: '0', protocol: 1 };
  const frames = subjects.map((subject) => `PUB ${subject} 7\r\ngarbage\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (piece) => {
      if (piece.includes('INFO')) socket.write(`CONNECT ${JSON.stringify(hello)}\r\n${frames.join('')}PING\r\n`);
      if (piece.includes('PONG')) resolve();
    });
  });
  socket.destroy();
}
