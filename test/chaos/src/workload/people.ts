import { join } from 'node:path';
import { PublicationId } from '@endoveil/contracts';
import { type Ledger, openLedger } from '@endoveil/ledger';
import { loadSiteKey, openStorage } from '@endoveil/storage';
import type { House } from '../house/house.js';

/** Who works at the house's own machine, where commands reach the record without the API. */
export class People implements AsyncDisposable {
  private constructor(private readonly ledger: Ledger) {}

  static async at(house: House): Promise<People> {
    const siteKey = await loadSiteKey(join(house.home, 'site-key'));
    const { cipher } = await openStorage({
      zonesDir: house.folder('zones'),
      scratchDir: house.folder('scratch'),
      siteKey,
    });
    const url = house.servers.directUrl('postgres');
    return new People(await openLedger({ url, cipher, poolSize: 1, timing: { reconnectSeconds: 5 } }));
  }

  /** As `endoveil withdraw`; 0: nobody knows whether it happened. */
  async withdraw(itemId: string): Promise<number> {
    try {
      const all = await this.ledger.listPublications();
      const found = all.find((one) => one.itemId === itemId);
      if (!found) return 404;
      await this.ledger.withdraw({ publicationId: PublicationId.parse(found.publicationId), actor: 'steward' });
      return 200;
    } catch {
      return 0;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
  }
}
