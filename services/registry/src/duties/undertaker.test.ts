import { ItemId } from '@endoveil/contracts';
import type { ErasedBytes, Ledger } from '@endoveil/ledger';
import { silentLog } from '@endoveil/runtime';
import type { Storage } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { buryErased } from './undertaker.js';

it('removes the bytes of every other item though those of one cannot be removed', async () => {
  const [stuck, next] = ['1', '2'].map((digit) => ItemId.parse(`00000000-0000-4000-8000-00000000000${digit}`));
  const buried: ItemId[] = [];
  const bytes = [stuck!, next!].map((itemId): ErasedBytes => ({ itemId, blobs: [], artifacts: [] }));
  const ledger: Pick<Ledger, 'unburied' | 'buried' | 'eraseAgain' | 'discardQuarantined'> = {
    unburied: async () => bytes,
    buried: async (itemId) => void buried.push(itemId),
    eraseAgain: async () => 0,
    discardQuarantined: async () => 0,
  };
  const storage: Pick<Storage, 'bury' | 'buried'> = {
    bury: async ({ itemId }) => {
      if (itemId === stuck) throw new Error('this one cannot be removed');
    },
    buried: async function* () {},
  };
  await buryErased(ledger, storage, silentLog, undefined);
  expect(buried).toEqual([next]);
});
