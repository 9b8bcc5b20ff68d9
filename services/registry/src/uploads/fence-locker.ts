import { UploadId } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import type { Lock, Locker } from '@tus/server';
import { asking } from './asking.js';

/**
 * Who asks last has the upload: its fence in Postgres makes whatever an older request still writes worthless, in this
 * process and in every other. An older one of this process is told to end.
 */
export class FenceLocker implements Locker {
  private readonly holders = new Map<string, () => Promise<void> | void>();

  constructor(private readonly ledger: Pick<Ledger, 'takeUpload'>) {}

  newLock(id: string): Lock {
    const { holders, ledger } = this;
    let own: (() => Promise<void> | void) | undefined;
    return {
      async lock(_signal, cancelRequest) {
        await holders.get(id)?.();
        own = () => cancelRequest();
        holders.set(id, own);
        const held = await ledger.takeUpload(UploadId.parse(id));
        if (held) asking().held = held;
      },
      async unlock() {
        if (holders.get(id) === own) holders.delete(id);
      },
    };
  }
}
