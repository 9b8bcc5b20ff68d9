import type { Check } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { z } from 'zod';
import { failed, passed } from '../check.js';

const NAME = 'document-structure';
const Qpdf = z.object({ qpdf: z.tuple([z.record(z.string(), z.unknown()), z.record(z.string(), z.unknown())]) });
type Dictionary = Record<string, unknown>;

/** Keys of every dictionary that may stand in a result, by the dictionary's type. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  '/Catalog': ['/Type', '/Pages'],
  '/Pages': ['/Type', '/Kids', '/Count', '/Parent'],
  '/Page': ['/Type', '/Parent', '/Resources', '/MediaBox', '/Contents'],
  '/Font': ['/Type', '/Subtype', '/BaseFont', '/Encoding'],
  '/XObject': [
    '/Type',
    '/Subtype',
    '/Width',
    '/Height',
    '/ColorSpace',
    '/BitsPerComponent',
    '/Filter',
    '/DecodeParms',
    '/Length',
  ],
  fax: ['/K', '/Columns', '/Rows', '/BlackIs1'],
  info: ['/Producer'],
  stream: ['/Length', '/Filter'],
};
const references = /^\d+ 0 R$/;
const names = new Set(
  '/Catalog /Pages /Page /Font /Type1 /Helvetica /WinAnsiEncoding /XObject /Image /DeviceGray /DeviceRGB /FlateDecode /CCITTFaxDecode /DCTDecode /PDF /Text /ImageB /ImageC /ImageI'.split(
    ' ',
  ),
);
const resources = new Set(['/Font', '/XObject', '/ProcSet']);

/** Only what a rebuilt report needs: pages of pictures and one standard font; one revision; nothing behind the end. */
export async function checkPdfStructure(sandbox: Sandbox, bytes: Buffer, task: VerifyTask): Promise<Check> {
  const { exitCode, stdout } = await sandbox.output({
    program: 'qpdf',
    args: ['--json=2', '--json-stream-data=none', '/in/artifact'],
    reads: [{ hostPath: task.artifactPath, seenAs: '/in/artifact' }],
    limits: { memoryMiB: 512, deadlineSeconds: 60 },
    signal: task.signal,
  });
  if (exitCode !== 0) return failed(NAME, 'structure-not-allowed', 0, 'objects');
  const objects = Qpdf.parse(JSON.parse(stdout.toString())).qpdf[1];
  const count = Object.keys(objects).length;
  return isOneRevision(bytes) && isAllowed(objects)
    ? passed(NAME, count, 'objects')
    : failed(NAME, 'structure-not-allowed', count, 'objects');
}

function isOneRevision(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const ends = text.split('%%EOF').length - 1;
  return text.startsWith('%PDF-') && ends === 1 && /%%EOF\s{0,2}$/.test(text) && text.split('startxref').length === 2;
}

function isAllowed(objects: Record<string, unknown>): boolean {
  const trailer = (objects['trailer'] as { value?: Dictionary } | undefined)?.value ?? {};
  const info = trailer['/Info'];
  if (!Object.keys(trailer).every((key) => ['/Size', '/Root', '/Info', '/ID'].includes(key))) return false;
  const reached = reachedFrom(trailer, objects);
  return Object.entries(objects).every(([name, object]) => {
    if (name === 'trailer') return true;
    if (!reached.has(name)) return false;
    const { value, stream } = object as { value?: unknown; stream?: { dict: Dictionary } };
    if (stream)
      return (
        keysWithin(stream.dict, stream.dict['/Type'] === '/XObject' ? '/XObject' : 'stream') &&
        isImageOrContent(stream.dict) &&
        Object.values(stream.dict).every(isAllowedValue)
      );
    if (name === `obj:${String(info)}`)
      return keysWithin(value as Dictionary, 'info') && (value as Dictionary)['/Producer'] === 'u:Endoveil';
    return isAllowedValue(value);
  });
}

/** What the trailer points to, over however many steps: everything else would be carried along unseen. */
function reachedFrom(trailer: Dictionary, objects: Record<string, unknown>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: unknown[] = [trailer];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const name = typeof value === 'string' && references.test(value) ? `obj:${value}` : undefined;
    if (name !== undefined && !reached.has(name)) {
      reached.add(name);
      open.push(objects[name] ?? 0);
    } else if (value !== null && typeof value === 'object') open.push(...Object.values(value).map((one) => one ?? 0));
  }
  return reached;
}

function isAllowedValue(value: unknown): boolean {
  // a string could say anything; names and references cannot, beside what the keys allow
  if (typeof value === 'string') return references.test(value) || names.has(value);
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isAllowedValue);
  const dictionary = value as Dictionary;
  const type = dictionary['/Type'];
  if (type === '/Font') return keysWithin(dictionary, '/Font') && Object.values(dictionary).every(isAllowedValue);
  if (typeof type === 'string') {
    const inner = dictionary['/Resources'] as Dictionary | undefined;
    return (
      type in allowed &&
      keysWithin(dictionary, type) &&
      Object.values(dictionary).every(isAllowedValue) &&
      (inner === undefined || typeof inner === 'string' || Object.keys(inner).every((key) => resources.has(key)))
    );
  }
  if ('/K' in dictionary)
    return keysWithin(dictionary, 'fax') && Object.values(dictionary).every((one) => typeof one !== 'string');
  return (
    Object.keys(dictionary).every((key) =>
      /^\/(?:Page|Picture|Font|XObject|ProcSet|Helvetica-?\d*|F\d*)[\d-]*$/.test(key),
    ) && Object.values(dictionary).every(isAllowedValue)
  );
}

function isImageOrContent(dictionary: Dictionary): boolean {
  return (
    dictionary['/Type'] === undefined ||
    (dictionary['/Subtype'] === '/Image' && ['/DeviceGray', '/DeviceRGB'].includes(dictionary['/ColorSpace'] as string))
  );
}

function keysWithin(dictionary: Dictionary, type: string): boolean {
  return Object.keys(dictionary).every((key) => allowed[type]!.includes(key));
}
