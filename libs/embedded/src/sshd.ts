import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findBinary } from './binaries.js';
import { type Server, type ServerKind, type ServerOptions, startServer } from './server.js';

export interface SshdOptions extends ServerOptions {
  /** The one key that may log in: a line of `authorized_keys`. */
  readonly authorizedKey: string;
}

export interface Sshd extends Server {
  /** Who logs in; sees the files of this process's user. */
  readonly user: string;
  /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
  readonly hostKey: string;
}

/** A real OpenSSH server that offers SFTP and nothing else. For tests: it runs without root's rights. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const root = process.getuid?.() === 0;
  const kind: ServerKind = {
    name: 'sshd',
    program: 'sshd',
    stopSignal: 'SIGTERM',
    url: ({ port }) => `sftp://127.0.0.1:${port}`,
    probe: ({ port }) => greeted(port),
    command: async (dir, { port }) => {
      const binary = findBinary('sshd', options.toolsDir);
      const at = (name: string) => join(dir, name);
      await writeFile(at('host-key'), keys.privateKey.export({ format: 'pem', type: 'sec1' }), { mode: 0o600 });
      await writeFile(at('authorized'), `${options.authorizedKey}\n`, { mode: 0o600 });
      await writeFile(at('sshd.conf'), settings(port, at('host-key'), at('authorized')));
      const args = ['-D', '-e', '-f', at('sshd.conf')];
      return {
        // as root it would ask for a user of its own on the system; in a user namespace it is nobody
        path: root ? 'unshare' : binary.path,
        args: root ? ['--user', '--map-user=65534', '--map-group=65534', '--', binary.path, ...args] : args,
        ...(binary.libraryPath ? { env: { LD_LIBRARY_PATH: binary.libraryPath } } : {}),
      };
    },
  };
  const server = await startServer(kind, options);
  return {
    ...server,
    user: root ? 'nobody' : userInfo().username,
    hostKey: fingerprint(keys.publicKey.export({ format: 'jwk' })),
  };
}

function settings(port: number, hostKey: string, authorized: string): string {
  return `ListenAddress 127.0.0.1
Port ${port}
HostKey ${hostKey}
PidFile none
AuthorizedKeysFile ${authorized}
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 200
Subsystem sftp internal-sftp
ForceCommand internal-sftp
`;
}

/** SHA-256 of the key as it goes over the wire (RFC 5656, section 3.1). */
function fingerprint({ x, y }: { readonly x?: string; readonly y?: string }): string {
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  const parts = [Buffer.from('ecdsa-sha2-nistp256'), Buffer.from('nistp256'), point].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return `SHA256:${createHash('sha256').update(Buffer.concat(parts)).digest('base64').replace(/=+$/, '')}`;
}

function greeted(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 3_000 });
    socket.on('error', reject).on('timeout', () => socket.destroy(new Error('sshd did not answer')));
    socket.once('data', (greeting) => {
      socket.destroy();
      if (greeting.toString('latin1').startsWith('SSH-2.0')) resolve();
      else reject(new Error('not an SSH server'));
    });
  });
}
