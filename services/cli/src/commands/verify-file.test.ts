import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash, type Verdict } from '@endoveil/contracts';
import { createSiteKey, signerOf } from '@endoveil/storage';
import { signCertificate } from '@endoveil/work';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { exitCodes } from '../command-line/exit-codes.js';
import { runCommand } from '../command-line/run-command.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-file-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

it.each<[Verdict, number]>([
  ['verified', exitCodes.ok],
  ['unsure', exitCodes.verificationFailed],
  ['failed', exitCodes.verificationFailed],
])('a file whose certificate says %s ends with %i', async (verdict, exit) => {
  const signer = signerOf(await createSiteKey(join(folder, 'site.key')), 'certificate');
  const path = join(folder, `${verdict}.pdf`);
  await writeFile(path, verdict);
  const certificate = signCertificate(
    {
      schema: 1,
      kind: 'report',
      artifactHash: ArtifactHash.parse(createHash('sha256').update(verdict).digest('hex')),
      mediaType: 'application/pdf',
      level: 'rules-only',
      verdict,
      reasons: [],
      checks: [],
      knownValuesSearched: 0,
      tools: {},
      issuedAt: new Date().toISOString(),
    },
    signer,
  );
  await writeFile(join(folder, `${verdict}.certificate.json`), JSON.stringify(certificate));
  const verify = { does: 'verifies', load: () => import('./verify.js') };
  const key = Buffer.from(signer.publicKey).toString('hex');
  expect(await runCommand(['verify', path, '--key', key], { verify })).toBe(exit);
});
