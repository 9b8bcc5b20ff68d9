import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sshd, startSshd } from '@endoveil/embedded';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformsAsDestination, type DestinationUnderTest } from './destination.conformance.js';
import { FolderDestination } from './folder-destination.js';
import { SftpDestination } from './sftp-destination.js';
import { invented } from './try-destination.js';

let dir = '';
let sshd: Sshd;
const keys = ssh2.utils.generateKeyPairSync('ed25519');
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'destinations-'));
  await mkdir(join(dir, 'out'));
  sshd = await startSshd({ dir: join(dir, 'sshd'), authorizedKey: keys.public, dieWithParent: true });
});
afterAll(async () => {
  await sshd?.stop();
  await rm(dir, { recursive: true, force: true });
});

const out = () => join(dir, 'out');
const hands = (open: DestinationUnderTest['open']): DestinationUnderTest => ({
  open,
  names: () => readdir(out()),
  read: (name) => readFile(join(out(), name)),
  write: (name, bytes) => writeFile(join(out(), name), bytes),
});
const target = () => ({
  host: '127.0.0.1',
  port: sshd.port,
  user: sshd.user,
  hostKey: sshd.hostKey,
  privateKey: keys.private,
});
const aRelease = () => invented(randomBytes(16).toString('hex'), randomBytes(1000));
const put = { signal: new AbortController().signal };

conformsAsDestination('a folder', () => hands(() => new FolderDestination(out())));
conformsAsDestination('an SFTP server', () => hands(() => new SftpDestination(target(), out())));

describe('a folder', () => {
  it('that is not mounted is not made, and nobody is blamed', async () => {
    const destination = new FolderDestination(join(dir, 'not-mounted'));
    const refused = { fault: 'transient', reached: false };
    await expect(destination.probe(aRelease())).rejects.toMatchObject(refused);
    await expect(destination.put(aRelease(), put)).rejects.toMatchObject(refused);
  });
});

describe('an SFTP server', () => {
  it('with another host key is told nothing', async () => {
    await using destination = new SftpDestination({ ...target(), hostKey: `SHA256:${'A'.repeat(43)}` }, out());
    await expect(destination.probe(aRelease())).rejects.toMatchObject({ fault: 'auth', reason: 'host-key-changed' });
  });

  it('that refuses the login pauses the destination', async () => {
    const { private: stranger } = ssh2.utils.generateKeyPairSync('ed25519');
    await using destination = new SftpDestination({ ...target(), privateKey: stranger }, out());
    await expect(destination.probe(aRelease())).rejects.toMatchObject({ fault: 'auth', reason: 'login-refused' });
  });

  it('that is down was not reached; a folder that is not there neither', async () => {
    await using down = new SftpDestination({ ...target(), port: 1 }, out());
    await expect(down.probe(aRelease())).rejects.toMatchObject({ fault: 'transient', reached: false });
    await using elsewhere = new SftpDestination(target(), join(dir, 'nowhere'));
    await expect(elsewhere.probe(aRelease())).rejects.toMatchObject({ fault: 'transient', reached: false });
  });
});
