import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Wire } from './wire.js';

let server: Server;
let heard: string;
let wire: Wire;
beforeEach(async () => {
  heard = '';
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      heard += piece.toString();
      socket.write(`heard ${piece.length}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  wire = await Wire.open(() => (server.address() as { port: number }).port);
});
afterEach(async () => {
  await wire[Symbol.asyncDispose]();
  server.close();
});

async function client(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: wire.port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const closeOf = (socket: Socket) => new Promise((resolve) => void socket.once('close', resolve));

const answerTo = async (socket: Socket, text: string) => {
  socket.write(text);
  return String((await once(socket, 'data'))[0]);
};

it('passes everything on', async () => {
  expect(await answerTo(await client(), 'hello')).toBe('heard 5');
});

it('lets through later what was sent while it was silent', async () => {
  const socket = await client();
  await answerTo(socket, 'first');
  wire.break('silent');
  const answer = answerTo(socket, 'second');
  await expect(
    Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('nothing'), 100))]),
  ).resolves.toBe('nothing');
  wire.mend();
  expect(await answer).toBe('heard 6');
});

it('resets every connection and takes no new one while it is cut', async () => {
  const socket = await client();
  const closed = closeOf(socket);
  wire.break('cut');
  await closed;
  const refused = connect({ host: '127.0.0.1', port: wire.port });
  refused.on('error', () => undefined);
  await closeOf(refused);
  wire.mend();
  expect(await answerTo(await client(), 'again')).toBe('heard 5');
});

it('lets the server hear and loses its answers, and gives such a connection up afterwards', async () => {
  const socket = await client();
  await answerTo(socket, 'first');
  wire.break('one-way');
  socket.write('second');
  await expect.poll(() => heard).toBe('firstsecond');
  const closed = closeOf(socket);
  wire.mend();
  await closed;
});

it('loses acknowledgements to NATS and nothing else', async () => {
  const socket = await client();
  wire.break('no-acks');
  const frames = [
    'CONNECT {}\r\n',
    'PUB $JS.ACK.S.d.1.2 4\r\n+ACK\r\n',
    'PUB some.subject _INBOX.1 5\r\nhello\r\n',
    'PING\r\n',
  ];
  const bytes = frames.join('');
  // cut in the middle of the acknowledgement
  socket.write(bytes.slice(0, 30));
  socket.write(bytes.slice(30));
  await expect.poll(() => heard).toBe(frames.filter((frame) => !frame.includes('$JS.ACK')).join(''));
  expect(wire.lostAcks).toBe(1);
});
