import { connect } from 'node:net';

const WITHIN_MS = 5_000;

/** Says these frames to a NATS server and hears until the pattern is there; rejects when it does not come. */
export async function talkNats(natsUrl: string, frames: string, until: RegExp): Promise<RegExpExecArray> {
  const { hostname, port, username, password } = new URL(natsUrl);
  const socket = connect({ host: hostname, port: Number(port), timeout: WITHIN_MS });
  const hello = { verbose: false, user: username, pass: password, lang: 'harness', version: '0', protocol: 1 };
  let heard = '';
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject).on('timeout', () => reject(new Error('NATS did not answer')));
      socket.on('close', () => reject(new Error('NATS closed the connection')));
      socket.on('data', (piece) => {
        if (heard === '') socket.write(`CONNECT ${JSON.stringify(hello)}\r\n${frames}`);
        heard += piece.toString('utf8');
        const found = until.exec(heard);
        if (found) resolve(found);
      });
    });
  } finally {
    socket.destroy();
  }
}
