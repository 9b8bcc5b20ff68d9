import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type Certificate,
  EndoveilError,
  type FieldFinding,
  type KnownValue,
  type LevelName,
  type MediaKind,
  Poison,
  type ReasonCode,
  Unreadable,
} from '@endoveil/contracts';
import type { Llm } from '@endoveil/llm';
import { IdentifyContent } from '@endoveil/lock-and-dedupe';
import type { Ocr, Sandbox } from '@endoveil/media';
import { LlmExtraction, NoExtraction, RulesExtraction } from '@endoveil/metadata-llm';
import { FullReading, type ReportTools, RulesOnly } from '@endoveil/pdf-reader';
import { signerOf, type SiteKey } from '@endoveil/storage';
import { Verify } from '@endoveil/verifier';
import { FrameCleaning, type Making, RoiMasking } from '@endoveil/video-anonymizer';
import {
  type Anonymized,
  type AnonymizeWork,
  type Declined,
  type ExtractWork,
  signCertificate,
  type Task,
} from '@endoveil/work';

export interface EngineTools {
  readonly sandbox: Sandbox;
  /** Reads overlays. */
  readonly ocr: Ocr;
  readonly reports: ReportTools;
  readonly videos: Making;
  readonly llm: Llm;
  readonly siteKey: SiteKey;
}

export interface RunOptions {
  readonly level?: LevelName;
  readonly known: readonly KnownValue[];
  readonly outputDir: string;
  readonly signal: AbortSignal;
  readonly onProgress: (level: string) => void;
}

/** What became of one file, without a server. The source's name stands here only for who asked. */
export interface RunOutcome {
  readonly input: string;
  readonly state: 'verified' | 'in-review' | 'held' | 'quarantined' | 'failed';
  readonly kind: MediaKind | null;
  readonly level: LevelName | null;
  readonly reason: ReasonCode | null;
  readonly declined: readonly { readonly level: string; readonly reason: ReasonCode }[];
  readonly fields: readonly FieldFinding[];
  readonly artifact: string | null;
  readonly certificate: Certificate | null;
}

type Ladder = readonly (readonly [level: string, work: AnonymizeWork])[];

/** The same works as in the services, one after the other, in a folder of their own. */
export class Engine {
  private readonly ladders: Readonly<Record<MediaKind, Ladder>>;
  private readonly extraction: readonly ExtractWork[];
  private readonly verify: Verify;

  constructor(private readonly tools: EngineTools) {
    const { sandbox, ocr, reports, videos, llm } = tools;
    this.ladders = {
      video: [
        ['frame-cleaning', new FrameCleaning(sandbox, ocr, videos)],
        ['roi-masking', new RoiMasking(sandbox, videos)],
      ],
      report: [
        ['full-reading', new FullReading(reports, llm)],
        ['rules-only', new RulesOnly(reports)],
      ],
    };
    this.extraction = [new LlmExtraction(llm), new RulesExtraction(), new NoExtraction()];
    this.verify = new Verify(sandbox);
  }

  async run(input: string, options: RunOptions): Promise<RunOutcome> {
    const folder = await mkdtemp(join(tmpdir(), 'endoveil-run-'));
    try {
      return await this.runIn(folder, input, options);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async runIn(folder: string, input: string, options: RunOptions): Promise<RunOutcome> {
    const { signal } = options;
    const nothing = { input, kind: null, level: null, declined: [], fields: [], artifact: null, certificate: null };
    const sourcePath = join(folder, 'source');
    await copyFile(input, sourcePath);
    const identified = await new IdentifyContent(this.tools.sandbox).run({
      sourcePath,
      fileName: basename(input),
      signal,
    });
    if (identified.outcome === 'quarantined') return { ...nothing, state: 'quarantined', reason: identified.reason };
    const { kind } = identified;
    const declined: { level: string; reason: ReasonCode }[] = [];
    // what a level that failed had read is still searched for
    let known = options.known;
    const levels = this.ladders[kind].filter(([level]) => options.level === undefined || level === options.level);
    for (const [level, work] of levels) {
      options.onProgress(level);
      const scratchDir = join(folder, level);
      await mkdir(scratchDir);
      const task: Task = {
        kind,
        sourcePath,
        scratchDir,
        knownValues: options.known,
        signal,
        progress: () => undefined,
      };
      let result: Anonymized | Declined;
      try {
        result = await work.run(task);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Unreadable)
          return { ...nothing, kind, state: 'quarantined', reason: error.code, declined };
        if (!(error instanceof EndoveilError)) throw error;
        result = { outcome: 'declined', reason: error instanceof Poison ? error.code : 'attempts-exhausted' };
      }
      if (result.outcome === 'declined') {
        declined.push({ level, reason: result.reason });
        continue;
      }
      options.onProgress('verify');
      const verified = await this.certify(level as LevelName, result, task, known);
      known = [...known, ...verified.fields, ...(result.findings.known ?? [])];
      const { verdict, reasons } = verified.certificate.body;
      if (verdict === 'failed') {
        declined.push({ level, reason: reasons[0] ?? 'leak-found' });
        continue;
      }
      const lower = declined.length > 0 || options.level !== undefined;
      const state = verdict === 'verified' && !lower && !result.degraded ? 'verified' : 'in-review';
      const reason =
        verdict === 'unsure'
          ? (reasons[0] ?? 'coverage-incomplete')
          : (result.degraded ?? (lower ? 'lower-level' : null));
      const artifact = await keep(result, verified.certificate, options.outputDir);
      return {
        input,
        kind,
        state,
        level: level as LevelName,
        reason,
        declined,
        fields: verified.fields,
        artifact,
        certificate: verified.certificate,
      };
    }
    const last = declined.at(-1)?.reason ?? 'not-anonymized';
    return { ...nothing, kind, declined, state: last === 'leak-found' ? 'failed' : 'held', reason: last };
  }

  private async certify(level: LevelName, result: Anonymized, task: Task, known: readonly KnownValue[]) {
    const fields = await this.extract(result, task);
    const hash = createHash('sha256')
      .update(await readFile(result.artifact.path))
      .digest('hex');
    const scratchDir = join(task.scratchDir, 'verify');
    await mkdir(scratchDir);
    const body = await this.verify.run({
      ...task,
      scratchDir,
      artifactPath: result.artifact.path,
      ...(result.companion ? { companionPath: result.companion.path } : {}),
      artifactHash: hash,
      level,
      ...(result.findings.standIns ? { standIns: result.findings.standIns } : {}),
      knownValues: [...known, ...fields, ...(result.findings.known ?? [])],
      ...(result.degraded ? { degraded: result.degraded } : {}),
    });
    return { fields, certificate: signCertificate(body, signerOf(this.tools.siteKey, 'certificate')) };
  }

  private async extract({ findings }: Anonymized, { kind, signal, progress }: Task): Promise<readonly FieldFinding[]> {
    for (const work of this.extraction) {
      const result = await work.run({ kind, findings, signal, progress });
      if (result.outcome === 'extracted') return result.fields;
    }
    return [];
  }
}

/** Clean things only, under a random name: what a source was called says who it is about. */
async function keep({ artifact, companion }: Anonymized, certificate: Certificate, folder: string): Promise<string> {
  const name = randomUUID();
  const path = join(folder, `${name}.${artifact.mediaType === 'video/mp4' ? 'mp4' : 'pdf'}`);
  await copyFile(artifact.path, path);
  if (companion) await copyFile(companion.path, join(folder, `${name}.txt`));
  await writeFile(join(folder, `${name}.certificate.json`), `${JSON.stringify(certificate, null, 2)}\n`);
  return path;
}
