import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldFinding, KnownValue, LevelName } from '@endoveil/contracts';
import type { Ocr, Sandbox } from '@endoveil/media';
import { detectLanguage, findIdentifiers, readHeaderFields } from '@endoveil/phi';
import type { Anonymized, Declined, Task } from '@endoveil/work';
import { blacken } from './bitmap.js';
import { hideWords } from './hide-words.js';
import { type ReadPage, readPages } from './read-pages.js';
import { rebuildPdf } from './rebuild-pdf.js';

export interface ReportTools {
  readonly sandbox: Sandbox;
  readonly ocr: Ocr;
}

export interface ReadReport {
  readonly pages: readonly ReadPage[];
  /** What stands on each page: its text layer where it has one, and what OCR read. */
  readonly texts: readonly string[];
}

/** Both levels begin so. Declines where nothing certain can be said of what stands there. */
export async function readReport({ sandbox, ocr }: ReportTools, task: Task): Promise<ReadReport | Declined> {
  const pages = await readPages(sandbox, ocr, task);
  for (const { ink, ocr: read, layer } of pages) {
    const readable = read.words.filter(({ confidence, text }) => confidence > 50 && /\p{L}{2}/u.test(text)).length;
    if (ink > 0.001 && readable < 3) return { outcome: 'declined', reason: 'text-unreadable' };
    if (ink < 0.0001 && layer.words.length > 3) return { outcome: 'declined', reason: 'render-blank' };
  }
  const texts = pages.map(({ layer, ocr: read }) => (layer.text ? `${layer.text}\n\n${read.text}` : read.text));
  const language = detectLanguage(texts.join('\n'));
  if (language === 'unsupported') return { outcome: 'declined', reason: 'language-not-supported' };
  if (language === 'too-short' && texts.join('').trim().length < 40)
    return { outcome: 'declined', reason: 'text-unreadable' };
  return { pages, texts };
}

export const isDeclined = (value: object): value is Declined => 'outcome' in value && value.outcome === 'declined';

/** Both levels end so: identifiers of every page, pages rebuilt without them. `names`: what else is known to be one. */
export async function produceReport(
  level: LevelName,
  mode: 'full' | 'strict',
  { pages, texts }: ReadReport,
  names: readonly string[],
  task: Task,
): Promise<Anonymized> {
  const fields = fieldsOf(texts);
  const known: KnownValue[] = [
    ...task.knownValues,
    ...fields
      .filter(({ name }) => name !== 'sex' && name !== 'exam-time' && name !== 'device')
      .map(({ name, value }) => ({ name, value })),
    ...[...names, ...namesIn(texts, mode)].map((value) => ({ name: 'last-name' as const, value })),
  ];
  const hidden = pages.map((page, i) => {
    const result = hideWords(page, known, mode);
    blacken(page.bitmap, result.boxes);
    task.progress({ done: i + 1, total: pages.length });
    return result;
  });
  const pdf = await rebuildPdf(
    pages.map(({ bitmap, threshold }, i) => ({ bitmap, threshold, words: hidden[i]!.surviving })),
  );
  const artifact = join(task.scratchDir, 'artifact.pdf');
  const companion = join(task.scratchDir, 'artifact.txt');
  await writeFile(artifact, pdf, { mode: 0o600 });
  await writeFile(companion, `${hidden.map(({ text }) => text).join('\n\f')}\n`, { mode: 0o600 });
  return {
    outcome: 'anonymized',
    artifact: { path: artifact, mediaType: 'application/pdf' },
    companion: { path: companion, mediaType: 'text/plain' },
    findings: {
      schema: 1,
      kind: 'report',
      level,
      fields,
      pages: texts.map((text, i) => ({ page: i + 1, text })),
      source: { pages: pages.length },
    },
  };
}

/** Fields of the first page that says them. */
function fieldsOf(texts: readonly string[]): FieldFinding[] {
  const found = new Map<string, FieldFinding>();
  for (const text of texts)
    for (const field of readHeaderFields(text)) if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()];
}

/** A name found by its cue on one page is searched on every other. */
function namesIn(texts: readonly string[], mode: 'full' | 'strict'): string[] {
  return texts.flatMap((text) =>
    findIdentifiers(text, { mode })
      .filter(({ label, confidence }) => label === 'name' && confidence >= 0.8)
      .map(({ start, end }) => text.slice(start, end)),
  );
}
