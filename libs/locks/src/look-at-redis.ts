import { clientOf, type RedlockSettings } from './redlock-locks.js';

/** What somebody who sets up servers wants to know of one Redis. */
export interface RedisLook {
  /** As in its address, without the login. */
  readonly host: string;
  readonly encrypted: boolean;
  /** Undefined when it is not reached, or refuses the login. */
  readonly version?: string;
}

/** Looks at each, and changes nothing. */
export function lookAtRedis({ urls, ca }: Pick<RedlockSettings, 'urls' | 'ca'>): Promise<RedisLook[]> {
  return Promise.all(
    urls.map(async (url) => {
      const { host, protocol } = new URL(url);
      const client = clientOf(url, ca, 2_000);
      const about = { host, encrypted: protocol === 'rediss:' };
      try {
        await client.connect();
        const version = /^redis_version:([\w.]+)/m.exec(await client.info('server'))?.[1];
        return version === undefined ? about : { ...about, version };
      } catch {
        return about;
      } finally {
        client.disconnect();
      }
    }),
  );
}
