import type { Ledger } from '@endoveil/ledger';
import { signerOf, type Storage } from '@endoveil/storage';
import { AnonymizeStage } from './anonymize-stage.js';
import { signCertificate } from './certificate.js';
import { ExtractStage } from './extract-stage.js';
import { HoldStage } from './hold-stage.js';
import { IdentifyStage } from './identify-stage.js';
import type { LevelFacts } from './level-facts.js';
import { VerifyStage } from './verify-stage.js';

/** Which adapter surrounds a level. */
export class StageAdapters {
  private readonly anonymize: AnonymizeStage;
  private readonly extract: ExtractStage;
  private readonly verify: VerifyStage;
  private readonly hold: HoldStage;
  private readonly identify = new IdentifyStage();

  constructor(ledger: Ledger, storage: Storage) {
    const signer = signerOf(storage.siteKey, 'certificate');
    this.anonymize = new AnonymizeStage(ledger, storage);
    this.extract = new ExtractStage(ledger, storage);
    this.verify = new VerifyStage(ledger, storage, (body) => signCertificate(body, signer));
    this.hold = new HoldStage(ledger);
  }

  of(level: Pick<LevelFacts, 'stage' | 'level' | 'declines'>) {
    switch (level.stage) {
      case 'identify':
        return this.identify;
      case 'anonymize':
        // the last level of the ladder opens nothing
        return level.declines === null ? this.hold : this.anonymize;
      case 'extract':
        return this.extract;
      case 'verify':
        return this.verify;
    }
    return level.stage satisfies never;
  }
}
