import { readFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import type { Ocr, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed } from '../check.js';
import type { KnownNeedles } from '../known/known-needles.js';
import { checkPages } from './page-pass.js';
import { checkTextLayer, holdsIdentifier } from './page-text.js';
import { checkPdfLayout } from './pdf-layout.js';
import { checkPdfStructure } from './pdf-structure.js';
import { pageCount, tell } from './pdf-tools.js';
import { checkUnderPictures } from './under-pictures.js';
import { withoutStandIns } from '../known/without-stand-ins.js';
import { plain } from '../known/written-forms.js';

/** Every check of a report. */
export async function verifyReport(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const { signal } = task;
  const bytes = await readFile(task.artifactPath);
  const checks: Check[] = [
    needles.areInBytes(bytes)
      ? failed('bytes', 'leak-found', bytes.length, 'bytes')
      : passed('bytes', bytes.length, 'bytes'),
    await attempt('document-layout', 'objects', signal, async () => checkPdfLayout(bytes)),
    await attempt('document-structure', 'objects', signal, () => checkPdfStructure(sandbox, bytes, task)),
    await attempt('under-pictures', 'pages', signal, () => checkUnderPictures(sandbox, bytes, task)),
    await attempt('decoded-streams', 'documents', signal, () => checkDecodedStreams(sandbox, needles, task)),
    await attempt('text-layer', 'documents', signal, () => checkTextLayer(sandbox, bytes, needles, task)),
    await attempt('parity', 'pages', signal, () => checkPageParity(sandbox, task)),
    await attempt('companion', 'documents', signal, () => checkCompanion(sandbox, needles, task)),
  ];
  try {
    checks.push(...(await checkPages(sandbox, ocr, needles, task)));
  } catch {
    signal.throwIfAborted();
    checks.push({
      name: 'pages',
      outcome: 'unsure',
      reason: 'coverage-incomplete',
      covered: 0,
      planned: 1,
      unit: 'pages',
    });
  }
  return checks;
}

/** Where each object begins, by the program that decoded them: its numbers are not the document's. */
const OWN_TABLE = /\nxref\n(?:[\d fn]+\n)+(?=trailer <<\n(?:(?!\nxref\n)[^])*$)/;

async function checkDecodedStreams(sandbox: Sandbox, needles: KnownNeedles, task: VerifyTask): Promise<Check> {
  const decoded = await tell(
    sandbox,
    'qpdf',
    ['--qdf', '--object-streams=disable', '--stream-data=uncompress', '{}', '-'],
    task.artifactPath,
    task,
  );
  if (decoded.length === 0) throw new Error('nothing was decoded');
  return needles.areInBytes(Buffer.from(decoded.toString('latin1').replace(OWN_TABLE, '\n'), 'latin1'))
    ? failed('decoded-streams', 'leak-found', 1, 'documents')
    : passed('decoded-streams', 1, 'documents');
}

async function checkPageParity(sandbox: Sandbox, task: VerifyTask): Promise<Check> {
  const source = await pageCount(sandbox, task.sourcePath, task);
  const result = await pageCount(sandbox, task.artifactPath, task);
  return source === result ? passed('parity', result, 'pages') : failed('parity', 'parity-broken', result, 'pages');
}

/** Stand-ins look like what they stand for: shapes are searched for beside them, what is known of the case everywhere. */
async function checkCompanion(sandbox: Sandbox, needles: KnownNeedles, task: VerifyTask): Promise<Check> {
  if (task.companionPath === undefined) return passed('companion', 0, 'documents');
  const text = await readFile(task.companionPath, 'utf8');
  const beside = withoutStandIns(text, await trueStandIns(sandbox, task));
  return needles.areIn(text) || holdsIdentifier(beside, needles)
    ? failed('companion', 'leak-found', 1, 'documents')
    : passed('companion', 1, 'documents');
}

/** What stands in the source is no stand-in, whatever the level says. */
async function trueStandIns(sandbox: Sandbox, task: VerifyTask): Promise<readonly string[]> {
  const { standIns = [] } = task;
  if (standIns.length === 0) return [];
  const told = await tell(sandbox, 'pdftotext', ['-layout', '-enc', 'UTF-8', '{}', '-'], task.sourcePath, task);
  const source = inOneLine(told.toString());
  return standIns.filter((standIn) => !source.includes(inOneLine(standIn)));
}

const inOneLine = (text: string) => plain(text).replaceAll(/\s+/gu, ' ');
