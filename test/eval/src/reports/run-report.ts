import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, EndoveilError, type FieldFinding, LevelName } from '@endoveil/contracts';
import { llmFromSettings } from '@endoveil/llm';
import { bubblewrap, type Sandbox } from '@endoveil/media';
import { FullReading, type NameProposer, reportTools, RulesOnly } from '@endoveil/pdf-reader';
import { startOllamaStandIn } from '@endoveil/testing';
import { Verify } from '@endoveil/verifier';
import { watchMemory } from '../bench/watch-memory.js';
import type { AnonymizeWork, Task } from '@endoveil/work';

export const reportLevels = ['full-reading', 'rules-only'] as const;
export type ReportLevel = (typeof reportLevels)[number];

/** What became of one file at one level; `folder` holds it until `forget` is called. */
export interface ReportResult {
  readonly level: ReportLevel;
  /** `verified`, `unsure` and `failed` are the verifier's words; the others end before it looks. */
  readonly state: 'verified' | 'unsure' | 'failed' | 'declined' | 'refused';
  /** Reason codes: of declining, refusing, or of every check that did not pass, as `check: reason`. */
  readonly because: readonly string[];
  readonly artifact?: string;
  readonly companion?: string;
  readonly fields: readonly FieldFinding[];
  /** What the level read, page by page. */
  readonly texts: readonly string[];
  readonly checks: Certificate['body']['checks'];
  readonly readSeconds: number;
  readonly verifySeconds: number;
}

export interface RunReportOptions {
  /** Default true. */
  readonly verify?: boolean;
  /** Whom a faultless model would name at `full-reading`; without it the house's model is asked. */
  readonly people?: readonly string[];
}

/** The real levels and the real verifier, without a server. */
export interface ReportHouse extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly folder: string;
  /** The most memory of one sandboxed program since it was last asked, MiB. */
  peakMib(): number;
  /** Who proposes names at `full-reading`. */
  readonly model: string;
  run(path: string, level: ReportLevel, options?: RunReportOptions): Promise<ReportResult>;
}

export async function openReportHouse(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  { watching = 'node' }: { readonly watching?: string } = {},
): Promise<ReportHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-eval-'));
  const memory = watchMemory(bubblewrap(), watching);
  const { sandbox } = memory;
  const tools = reportTools(sandbox, environment, { pseudonym: randomBytes(32), dateShift: randomBytes(32) });
  // a site's own model where there is one; otherwise a stand-in that names whoever stands behind a plain cue
  const standIn = environment['ENDOVEIL_OLLAMA_URL'] ? undefined : await startOllamaStandIn();
  const llm = llmFromSettings(standIn ? { ENDOVEIL_OLLAMA_URL: standIn.url } : environment);
  const works: Readonly<Record<ReportLevel, AnonymizeWork>> = {
    'full-reading': new FullReading(tools, llm),
    'rules-only': new RulesOnly(tools),
  };
  const verify = new Verify(sandbox);
  return {
    sandbox,
    folder,
    peakMib: () => memory.take(),
    model: standIn ? 'a stand-in' : (environment['ENDOVEIL_OLLAMA_MODEL'] ?? 'the configured model'),
    async run(path, level, { verify: wanted = true, people } = {}) {
      const scratchDir = await mkdtemp(join(folder, `${level}-`));
      const task: Task = {
        kind: 'report',
        sourcePath: path,
        scratchDir,
        knownValues: [],
        signal,
        progress: () => undefined,
      };
      const startedAt = performance.now();
      const nothing = { level, fields: [], texts: [], checks: [], readSeconds: 0, verifySeconds: 0 };
      try {
        const work = people && level === 'full-reading' ? new FullReading(tools, faultless(people)) : works[level];
        const result = await work.run(task);
        const readSeconds = since(startedAt);
        await rm(join(scratchDir, 'pages'), { recursive: true, force: true });
        if (result.outcome === 'declined')
          return { ...nothing, state: 'declined', because: [result.reason], readSeconds };
        const done = {
          ...nothing,
          artifact: result.artifact.path,
          ...(result.companion ? { companion: result.companion.path } : {}),
          fields: result.findings.fields,
          texts: result.findings.pages.map(({ text }) => text),
          readSeconds,
        };
        if (!wanted) return { ...done, state: 'unsure', because: ['not asked'] };
        const verifyAt = performance.now();
        const inside = join(scratchDir, 'verify');
        await mkdir(inside);
        const body = await verify.run({
          ...task,
          scratchDir: inside,
          artifactPath: result.artifact.path,
          ...(result.companion ? { companionPath: result.companion.path } : {}),
          ...(result.findings.standIns ? { standIns: result.findings.standIns } : {}),
          artifactHash: createHash('sha256')
            .update(await readFile(result.artifact.path))
            .digest('hex') as never,
          level: LevelName.parse(level),
          knownValues: [...result.findings.fields, ...(result.findings.known ?? [])],
          ...(result.degraded ? { degraded: result.degraded } : {}),
        });
        const because = body.checks.flatMap(({ name, outcome, reason }) =>
          outcome === 'passed' ? [] : [`${name}: ${reason}`],
        );
        return {
          ...done,
          state: body.verdict,
          because: [...because, ...(result.degraded ? [`degraded: ${result.degraded}`] : [])],
          checks: body.checks,
          verifySeconds: since(verifyAt),
        };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof EndoveilError)) throw error;
        return { ...nothing, state: 'refused', because: [error.code], readSeconds: since(startedAt) };
      }
    },
    async [Symbol.asyncDispose]() {
      await tools.ocr?.[Symbol.asyncDispose]();
      await standIn?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Names whoever stands in the text, and nobody else. */
const faultless = (people: readonly string[]): NameProposer => ({
  ready: async () => true,
  names: async (text) => people.filter((name) => text.includes(name)),
});

const since = (at: number) => (performance.now() - at) / 1000;
