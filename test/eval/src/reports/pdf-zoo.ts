import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Evaluated, type EvaluationRun, rateOf } from '../evaluation.js';
import { coverByTextLayer } from './old-pdf-method.js';
import { bare, type ReadOut, readOut } from './pdf-channels.js';
import { openReportHouse, type ReportHouse, type ReportLevel, reportLevels } from './run-report.js';

const Manifest = z.array(
  z.object({ file: z.string().regex(/^[^/]+\.pdf$/), channel: z.string(), canary: z.string().min(4) }),
);
type Entry = z.infer<typeof Manifest>[number];

const engines = ['raw', 'streams', 'pdftotext', 'pdfjs', 'ocr'] as const;
const READABLE = 0.8;

interface Row {
  readonly file: string;
  readonly channel: string;
  readonly level: ReportLevel;
  readonly state: string;
  readonly because: readonly string[];
  /** Who still reads the canary, or a word of it. */
  readonly survives: readonly string[];
  /** Share of the source's other words that OCR still reads in the artifact. */
  readonly readable: number | null;
}

/** `eval pdf DIR`: each file holds one canary in one channel (`manifest.json`: file, channel, canary). */
export async function evaluate(run: EvaluationRun): Promise<Evaluated> {
  const folder = run.path ?? '.';
  const entries = Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  await using house = await openReportHouse(run.environment, run.signal);
  const levels = reportLevels.filter((level) => run.level === undefined || level === run.level);
  const rows: Row[] = [];
  const oldMethod = { edited: 0, survives: 0 };
  for (const [i, entry] of entries.entries()) {
    const source = await readOut(house.sandbox, house.folder, join(folder, entry.file), run.signal).catch(
      () => undefined,
    );
    const covered = join(house.folder, 'old-method.pdf');
    if (await coverByTextLayer(join(folder, entry.file), covered, entry.canary.split(/\s+/))) {
      const left = await readOut(house.sandbox, house.folder, covered, run.signal);
      oldMethod.edited += 1;
      if (engines.some((engine) => holds(left[engine], entry.canary))) oldMethod.survives += 1;
    }
    for (const level of levels) rows.push(await look(house, folder, entry, level, source, run.signal));
    run.progress(`${i + 1} of ${entries.length}`);
  }
  const doubtful = rows.filter(
    ({ survives, readable, state }) => survives.length > 0 || (readable ?? 0) < READABLE || state !== 'verified',
  );
  run.table(
    ['FILE', 'LEVEL', 'VERDICT', 'STILL READ BY', 'OTHER WORDS KEPT', 'WHY'],
    doubtful.map(({ file, level, state, survives, readable, because }) => [
      file,
      level,
      state,
      survives.join(' ') || '-',
      readable === null ? '-' : `${Math.round(100 * readable)} %`,
      because.join(', '),
    ]),
  );
  run.say(`Names at full-reading proposed by ${house.model}. Only files with something to say are listed.`);
  run.say(
    `Beside ours, boxes drawn over matches in the text layer of the original: the canary survives in ${oldMethod.survives} of ${oldMethod.edited}.`,
  );
  const gates = levels.flatMap((level) => {
    const own = rows.filter((row) => row.level === level);
    const leaks = own.filter(({ survives }) => survives.length > 0).length;
    const readable = own.filter((row) => (row.readable ?? 0) >= READABLE).length;
    const least = Math.floor(0.92 * own.length);
    return [
      { name: `${level}: surviving canaries`, goal: '0', measured: rateOf(leaks, own.length), holds: leaks === 0 },
      {
        name: `${level}: artifacts that say the rest`,
        goal: `≥ ${least}`,
        measured: `${readable} of ${own.length}`,
        holds: readable >= least,
      },
    ];
  });
  return { gates, document: { model: house.model, oldMethod, rows } };
}

async function look(
  house: ReportHouse,
  folder: string,
  { file, channel, canary }: Entry,
  level: ReportLevel,
  source: ReadOut | undefined,
  signal: AbortSignal,
): Promise<Row> {
  const { state, because, artifact, companion } = await house.run(join(folder, file), level);
  const row = { file, channel, level, state, because };
  if (!artifact) return { ...row, survives: [], readable: null };
  const result = await readOut(house.sandbox, house.folder, artifact, signal);
  const said = companion ? await readFile(companion, 'utf8') : '';
  const survives = [
    ...engines.filter((engine) => holds(result[engine], canary)),
    ...(holds(said, canary) ? ['companion'] : []),
  ];
  return { ...row, survives, readable: source ? readableShare(source, result, canary) : null };
}

/** Any word of the canary counts: half a name is a name. */
function holds(text: string, canary: string): boolean {
  const read = bare(text);
  return canary.split(/\s+/).some((word) => bare(word).length >= 5 && read.includes(bare(word)));
}

function readableShare(source: ReadOut, result: ReadOut, canary: string): number | null {
  const secret = new Set(canary.split(/\s+/).map(bare));
  const words = (text: string) =>
    new Set((text.match(/\p{L}{4,}/gu) ?? []).map(bare).filter((word) => !secret.has(word)));
  // the page's own sentence: what the text layer and the eye agree on
  const seen = words(source.ocr);
  const wanted = [...words(source.pdftotext)].filter((word) => seen.has(word));
  if (wanted.length === 0) return null;
  const left = words(result.ocr);
  return wanted.filter((word) => left.has(word)).length / wanted.length;
}
