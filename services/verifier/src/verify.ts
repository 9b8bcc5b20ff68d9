import { CertificateBody, type ReasonCode } from '@endoveil/contracts';
import { type Sandbox, tesseractBatch } from '@endoveil/media';
import type { VerifyTask, VerifyWork } from '@endoveil/work';
import { verdictOf } from './check.js';
import { KnownNeedles } from './known/known-needles.js';
import { toolVersions } from './tools.js';
import { verifyReport } from './report/verify-report.js';
import { verifyVideo } from './video/verify-video.js';

/** Reads a result as a stranger would. Knows the case's values, shares no code that finds anything with the level that made it. */
export class Verify implements VerifyWork {
  private tools: Promise<Record<string, string>> | undefined;

  constructor(private readonly sandbox: Sandbox) {}

  async run(task: VerifyTask): Promise<CertificateBody> {
    const needles = new KnownNeedles(task.knownValues);
    const ocr = tesseractBatch(this.sandbox, task.scratchDir);
    const checks = await (task.kind === 'video' ? verifyVideo : verifyReport)(this.sandbox, ocr, needles, task);
    this.tools ??= toolVersions(this.sandbox);
    const reasons = new Set<ReasonCode>(
      checks.flatMap(({ outcome, reason }) => (outcome !== 'passed' && reason ? [reason] : [])),
    );
    if (task.degraded) reasons.add(task.degraded);
    return CertificateBody.parse({
      schema: 1,
      kind: task.kind,
      artifactHash: task.artifactHash,
      mediaType: task.kind === 'video' ? 'video/mp4' : 'application/pdf',
      level: task.level,
      verdict: verdictOf(checks),
      reasons: [...reasons],
      checks,
      knownValuesSearched: needles.count,
      tools: await this.tools,
      issuedAt: new Date().toISOString(),
    });
  }
}
