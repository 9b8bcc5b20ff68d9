import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { type FieldName, KnownValue, type LevelName, type ReasonCode } from '@endoveil/contracts';
import { detectLanguage, isWordOfLanguage } from '@endoveil/phi';
import type { Anonymized, Declined, Task } from '@endoveil/work';
import { anonymizedText, sayingOf } from './rebuilding/anonymized-text.js';
import { blacken } from './reading/bitmap.js';
import { correctionBoxes } from './hiding/correction-boxes.js';
import { Evidence } from './hiding/evidence.js';
import { hideWords } from './hiding/hide-words.js';
import type { KeptPicture } from './rebuilding/kept-pictures.js';
import { bothOf } from './hiding/page-searches.js';
import { inColumns } from './reading/page-words.js';
import { type ReadPage, readPages } from './reading/read-pages.js';
import { rebuildPdf } from './rebuilding/rebuild-pdf.js';
import { loadPage } from './reading/render.js';
import { gapsBetween } from './hiding/enclosed-gaps.js';
import { ocrFor, type ReportTools } from './report-tools.js';
import { lookTwice } from './reading/second-look.js';
import { TextsAhead } from './reading/texts-ahead.js';
import { housesZones, inKnownLabels, knownOfHouse, profileOf } from './fields/site-profile.js';
import { touches } from './hiding/touches.js';
import { statedFields } from './fields/stated-fields.js';
import { type SurePage, surePages } from './fields/sure-pages.js';

export interface ReadReport {
  readonly tools: ReportTools;
  readonly pages: readonly ReadPage[];
  /** What may be stated of each page. */
  readonly sure: readonly SurePage[];
  /** What stands on each page: its text layer where it has one, and what OCR read. */
  readonly texts: readonly string[];
  /** A page's ink could not be read, so it is covered whole, or was only read without its specks: a person looks at it. */
  readonly degraded?: ReasonCode;
}

/** Both levels begin so. Declines where nothing certain can be said of what stands there. */
export async function readReport(tools: ReportTools, task: Task): Promise<ReadReport | Declined> {
  const pages = await readPages(tools.sandbox, ocrFor(tools, task), task, tools.limits);
  // the text layer says that there is something, the picture shows nothing
  if (pages.some(({ ink, layer }) => ink < 0.0001 && layer.words.length > 3))
    return { outcome: 'declined', reason: 'render-blank' };
  const unreadable = pages.filter(({ ink, ocr: read }) => ink > 0.001 && read.words.filter(isRead).length < 3);
  if (unreadable.length * 2 >= pages.length) return { outcome: 'declined', reason: 'text-unreadable' };
  const texts = pages.map(({ layer, ocr: read }) => bothOf(layer, read));
  const language = detectLanguage(texts.join('\n'));
  // one page in another language is enough: nothing would be found there
  if (language === 'unsupported' || texts.some((text) => detectLanguage(text) === 'unsupported'))
    return { outcome: 'declined', reason: 'language-not-supported' };
  if (language === 'too-short' && texts.join('').trim().length < 40)
    return { outcome: 'declined', reason: 'text-unreadable' };
  const degraded =
    unreadable.length > 0 ? 'text-unreadable' : pages.some(({ cleaned }) => cleaned) ? 'specks-removed' : undefined;
  const profile = profileOf(tools.profiles, task.center);
  const unread = new TextsAhead();
  unread.add(pages);
  const [looks] = await Promise.all([
    lookTwice(tools.sandbox, pages, task, (text) => inKnownLabels(text, profile)),
    unread.rest(),
  ]);
  const sure = surePages(pages.map((page, i) => ({ ...page, look: looks[i]! })));
  return { tools, pages, sure, texts, ...(degraded ? { degraded } : {}) };
}

const isRead = ({ confidence, text }: { readonly confidence: number; readonly text: string }) =>
  confidence > 50 && /\p{L}{2}/u.test(text);

export const isDeclined = (value: object): value is Declined => 'outcome' in value && value.outcome === 'declined';

/** Both levels end so: identifiers of every page, pages rebuilt without them. `names`: what else is known to be one. */
export async function produceReport(
  level: LevelName,
  { tools, pages, sure, degraded }: ReadReport,
  names: readonly string[],
  task: Task,
  /** Pictures of a page that stay; none without it. */
  pictures: (page: ReadPage) => Promise<readonly KeptPicture[]> = async () => [],
): Promise<Anonymized | Declined> {
  const profile = profileOf(tools.profiles, task.center);
  const fields = statedFields(sure, profile);
  const unstated = identifyingOnce([
    ...statedFields(pages, profile),
    ...pages.flatMap(namesOn).map(asName),
    ...names.map(withoutWordsOfLanguage).map(asName),
  ]);
  const known: KnownValue[] = [
    ...task.knownValues,
    ...knownOfHouse(profile),
    ...identifyingOnce(fields),
    ...unstated,
    ...names.map(asName),
  ];
  const surrogates = (profile?.text ?? tools.text) === 'surrogates' ? tools.surrogates : undefined;
  const saying = sayingOf(surrogates, [...task.knownValues, ...fields]);
  const pdf = await rebuildPdf();
  const said: string[] = [];
  const standIns = new Set<string>();
  const evidence = tools.evidence === 'keep' ? new Evidence() : undefined;
  for (const page of pages) {
    const bitmap = await loadPage(page.file);
    const kept = await pictures(page);
    const places = kept.map(({ box }) => box);
    const asked = [
      ...correctionBoxes(task.corrections, said.length + 1, bitmap),
      ...housesZones(profile, { page: said.length + 1, pages: pages.length }, bitmap),
    ];
    const hidden = hideWords(page, known, places, asked, profile);
    const covered = [...hidden.boxes, ...kept.flatMap(({ doubtful }) => doubtful)];
    const gaps = gapsBetween(covered, bitmap.width, bitmap.height);
    const boxes = [...covered, ...gaps];
    const surviving = hidden.surviving.filter(({ box }) => !gaps.some((gap) => touches(gap, box)));
    await evidence?.add(said.length + 1, bitmap, boxes);
    blacken(bitmap, boxes);
    // last: the verifier lets nothing stand under a picture, not even a box
    blacken(bitmap, places, PAPER);
    await pdf.add({ bitmap, threshold: page.threshold, words: surviving, pictures: kept, boxes });
    said.push(anonymizedText(page.ocr, surviving, hidden.spans, known, saying, (standIn) => standIns.add(standIn)));
    task.progress({ done: said.length, total: pages.length });
  }
  const bytes = await pdf.save();
  if ((await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount() !== pages.length)
    return { outcome: 'declined', reason: 'pages-lost' };
  const artifact = join(task.scratchDir, 'artifact.pdf');
  const companion = join(task.scratchDir, 'artifact.txt');
  await writeFile(artifact, bytes, { mode: 0o600 });
  await writeFile(companion, `${said.join('\n\f')}\n`, { mode: 0o600 });
  const evidencePath = await evidence?.write(task.scratchDir);
  return {
    outcome: 'anonymized',
    ...(evidencePath ? { evidencePath } : {}),
    artifact: { path: artifact, mediaType: 'application/pdf' },
    companion: { path: companion, mediaType: 'text/plain' },
    findings: {
      schema: 1,
      kind: 'report',
      level,
      fields,
      known: unstated.filter((one) => KnownValue.safeParse(one).success),
      // fields are read from it: what was not read surely is not for them
      pages: sure.map(({ layer, ocr }, i) => ({ page: i + 1, text: bothOf(inColumns(layer), inColumns(ocr)) })),
      ...(standIns.size > 0 ? { standIns: [...standIns] } : {}),
      source: { pages: pages.length },
    },
    ...(degraded ? { degraded } : {}),
  };
}

/** Under a picture the page stays white. */
const PAPER = 255;
const notIdentifying = new Set<FieldName>(['sex', 'exam-time', 'device']);

const asName = (value: string): KnownValue => ({ name: 'last-name', value });

/** What may point at a person, each value once. */
function identifyingOnce(values: readonly KnownValue[]): KnownValue[] {
  const once = new Map(values.map(({ name, value }) => [`${name}\0${value}`, { name, value }]));
  return [...once.values()].filter(({ name }) => !notIdentifying.has(name));
}

/** A model may call anything a name: words of the language are hidden on its word, but no other file is searched for them. */
const withoutWordsOfLanguage = (name: string) =>
  (name.match(/[\p{L}\p{M}'’-]+/gu) ?? []).filter((word) => !isWordOfLanguage(word)).join(' ');

/** A name found by its cue on one page is searched on every other. */
function namesOn({ layer, ocr, searches }: ReadPage): string[] {
  const text = bothOf(layer, ocr);
  return searches
    .both()
    .filter(({ label, confidence }) => label === 'name' && confidence >= 0.8)
    .map(({ start, end }) => text.slice(start, end));
}
