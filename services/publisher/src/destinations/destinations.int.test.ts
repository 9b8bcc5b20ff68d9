import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sshd, startSshd } from '@endoveil/embedded';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../release/check-release.js';
import { conformsAsDestination, type DestinationUnderTest } from './destination.conformance.js';
import { DestinationConfig } from '../config.js';
import { CuttingProxy } from './cutting-proxy.js';
import { FolderDestination } from './folder-destination.js';
import { openDestination } from './open-destination.js';
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
  login: () => ({ privateKey: keys.private }),
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

  const strangers: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    'a pipe': async (path) => execFileSync('mkfifo', [path]),
    'a folder': (path) => mkdir(path),
    'a link': (path) => symlink(join(dir, 'elsewhere'), path),
  };
  it.each(Object.keys(strangers))(
    'keeps away from %s under the name of a release, and waits for no end',
    async (stranger) => {
      const destination = new FolderDestination(out());
      const [named, hidden] = [aRelease(), aRelease()];
      await strangers[stranger]!(join(out(), named.files[0]!.name));
      await strangers[stranger]!(join(out(), `.${hidden.files[0]!.name}.part`));
      for (const release of [named, hidden])
        await expect(destination.put(release, put)).rejects.toMatchObject({ fault: 'conflict' });
      expect(await destination.probe(named)).toBe('other');
      const report = await checkFolder(out(), new Uint8Array(32));
      expect(report.faults).toContainEqual({ file: named.files[0]!.name, fault: 'stranger' });
    },
  );

  it('is checked by a researcher without waiting for a pipe in the place of a manifest', async () => {
    const name = `${'a'.repeat(32)}.manifest.json`;
    execFileSync('mkfifo', [join(out(), name)]);
    expect((await checkFolder(out(), new Uint8Array(32))).faults).toContainEqual({ file: name, fault: 'manifest' });
    await rm(join(out(), name));
  });
});

describe('an SFTP server', () => {
  it('with another host key is told nothing', async () => {
    await using destination = new SftpDestination({ ...target(), hostKey: `SHA256:${'A'.repeat(43)}` }, out());
    await expect(destination.probe(aRelease())).rejects.toMatchObject({ fault: 'auth', reason: 'host-key-changed' });
  });

  it('that refuses the login pauses the destination', async () => {
    const { private: stranger } = ssh2.utils.generateKeyPairSync('ed25519');
    await using destination = new SftpDestination({ ...target(), login: () => ({ privateKey: stranger }) }, out());
    await expect(destination.probe(aRelease())).rejects.toMatchObject({ fault: 'auth', reason: 'login-refused' });
  });

  it.each([
    ['is not there', 'nowhere', 'secret-not-read'],
    ['holds no key', 'no-key', 'key-not-usable'],
  ])('whose key file %s is asked nothing, and pauses as a whole', async (_, name, reason) => {
    await writeFile(join(dir, 'no-key'), 'not a key');
    const { login: _login, ...at } = target();
    await using destination = openDestination(
      DestinationConfig.parse({ kind: 'sftp', name: 'out', path: out(), ...at, keyFile: join(dir, name) }),
    );
    await expect(destination.probe(aRelease())).rejects.toMatchObject({ fault: 'auth', reason });
  });

  it('has taken more only where it kept more', async () => {
    await using line = await CuttingProxy.start(sshd.port, () => ({ cutAfterBytes: 200_000 }));
    await using destination = new SftpDestination({ ...target(), port: line.port }, out());
    const release = invented(randomBytes(16).toString('hex'), randomBytes(1_000_000));
    const failing = (progressed: boolean) =>
      expect(destination.put(release, put)).rejects.toMatchObject({ fault: 'transient', progressed });
    await failing(true);
    await failing(true);
    // it forgets what it has taken, over and over
    for (let round = 0; round < 2; round += 1) {
      await rm(join(out(), `.${release.files[0]!.name}.part`));
      await failing(false);
    }
  });

  it('that is down was not reached; a folder that is not there neither', async () => {
    await using down = new SftpDestination({ ...target(), port: 1 }, out());
    await expect(down.probe(aRelease())).rejects.toMatchObject({ fault: 'transient', reached: false });
    await using elsewhere = new SftpDestination(target(), join(dir, 'nowhere'));
    await expect(elsewhere.probe(aRelease())).rejects.toMatchObject({ fault: 'transient', reached: false });
  });
});
