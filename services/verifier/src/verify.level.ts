import { type CertificateBody, MetadataExtracted } from '@endoveil/contracts';
import { Level, type VerifyTask } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { Verify } from './verify.js';

/** Reads every result as a stranger would, and certifies what it found. */
@Controller()
export class VerifyLevel {
  constructor(@Inject(Verify) private readonly work: Verify) {}

  @Level(MetadataExtracted, {
    service: 'verifier',
    stage: 'verify',
    level: 'verify',
    durable: 'verifier_verify',
    declines: null,
    attempts: 3,
    stallSeconds: 60,
  })
  async verify(task: VerifyTask): Promise<CertificateBody> {
    return await this.work.run(task);
  }
}
