import { createHash } from 'node:crypto';
import ssh2, { type Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import { DestinationError } from './destination-error.js';

export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `SHA256:…`, as `ssh-keygen -lf` prints it. Nothing else is talked to. */
  readonly hostKey: string;
  /** Asked for at each connection. Throws what reading it throws. */
  readonly login: () => SftpLogin;
}

export interface SftpLogin {
  readonly privateKey?: string;
  readonly password?: string;
}

/** Status codes of the protocol (draft-ietf-secsh-filexfer-02, section 7). */
export const sftpStatus = { noSuchFile: 2, permissionDenied: 3, failure: 4, unsupported: 8 } as const;

const CONNECT_MS = 10_000;
/** A server that answers nothing for so long is gone. */
const SILENCE_MS = 60_000;

/** One connection, opened at the first call and again after it broke. Every answer is awaited with a deadline. */
export class SftpSession implements AsyncDisposable {
  private open: Promise<{ client: Client; sftp: SFTPWrapper }> | undefined;

  constructor(
    private readonly target: SftpTarget,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /** One request. A broken or silent connection is a `DestinationError`; a status of the server is passed on. */
  async ask<T>(request: (sftp: SFTPWrapper, done: (error?: Error | null, value?: T) => void) => void): Promise<T> {
    const { client, sftp } = await this.connected();
    const answer = Promise.withResolvers<T>();
    const lost = () => answer.reject(new DestinationError('transient', 'connection-lost'));
    const timer = setTimeout(() => {
      answer.reject(new DestinationError('transient', 'silent'));
      client.destroy();
    }, this.silenceMs);
    client.once('close', lost);
    try {
      request(sftp, (error, value) => {
        if (!error) answer.resolve(value as T);
        else if (statusOf(error) === undefined) lost();
        else answer.reject(error);
      });
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      client.off('close', lost);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const open = await this.open?.catch(() => undefined);
    open?.client.end();
    this.open = undefined;
  }

  private connected() {
    this.open ??= this.connect().catch((error: unknown) => {
      this.open = undefined;
      throw error;
    });
    return this.open;
  }

  private async connect(): Promise<{ client: Client; sftp: SFTPWrapper }> {
    const { target } = this;
    const login = loginOf(target);
    const client = new ssh2.Client();
    const ready = Promise.withResolvers<SFTPWrapper>();
    let pinned = true;
    client.on('ready', () => {
      client.sftp((error, sftp) => (error ? ready.reject(error) : ready.resolve(sftp)));
    });
    client.on('error', (error) => ready.reject(error));
    client.on('close', () => {
      this.open = undefined;
      ready.reject(new Error('closed'));
    });
    const settings: ConnectConfig = {
      host: target.host,
      port: target.port,
      username: target.user,
      readyTimeout: CONNECT_MS,
      keepaliveInterval: 5_000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => (pinned = fingerprintOf(key) === target.hostKey),
      ...login,
    };
    try {
      client.connect(settings);
      // small requests must not wait for each other's acknowledgement
      client.setNoDelay(true);
      return { client, sftp: await ready.promise };
    } catch (error) {
      client.destroy();
      const { level, code } = error as { level?: string; code?: string };
      if (!pinned) throw new DestinationError('auth', 'host-key-changed', { cause: error });
      if (level === 'client-authentication') throw new DestinationError('auth', 'login-refused', { cause: error });
      throw new DestinationError('transient', code ?? 'no-connection', { reached: false, cause: error });
    }
  }
}

/** A secret that is missing or unusable is a matter of the site, and the destination as a whole waits. */
function loginOf(target: SftpTarget): SftpLogin {
  let login: SftpLogin;
  try {
    login = target.login();
  } catch (error) {
    throw new DestinationError('auth', 'secret-not-read', { cause: error });
  }
  if (login.privateKey !== undefined && ssh2.utils.parseKey(login.privateKey) instanceof Error)
    throw new DestinationError('auth', 'key-not-usable');
  return login;
}

/** As OpenSSH prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The protocol's status in an error; undefined when the error is none of the server's answers. */
export function statusOf(error: unknown): number | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
}
