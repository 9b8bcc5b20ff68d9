import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InventedPatient } from '@endoveil/testing';
import { startOllamaStandIn } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { aShortExam, type Exam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

/** How a value may stand in a file: as typed, in capitals, in the encodings that databases and logs use. */
function needlesOf(patient: InventedPatient): { what: string; bytes: Buffer }[] {
  const [year, month, day] = patient.birthDate.split('-');
  const values = {
    'last name': patient.lastName,
    'first name': patient.firstName,
    'birth date': patient.birthDate,
    'birth date, German': `${day}.${month}.${year}`,
    'birth date, overlay': `${day}/${month}/${year}`,
    'case number': patient.caseNumber,
    'patient id': `Pat.Nr.: ${patient.patientId}`,
    examiner: patient.examiner.lastName,
    street: patient.street,
    'file name': `${patient.lastName}-Befund`,
    'case name': 'Geheimer Fallordner',
  };
  return Object.entries(values).flatMap(([what, value]) => [
    { what, bytes: Buffer.from(value) },
    { what: `${what}, capitals`, bytes: Buffer.from(value.toUpperCase()) },
    { what: `${what}, latin-1`, bytes: Buffer.from(value, 'latin1') },
    { what: `${what}, UTF-16`, bytes: Buffer.from(value, 'utf16le') },
    { what: `${what}, JSON`, bytes: Buffer.from(JSON.stringify(value).slice(1, -1)) },
    { what: `${what}, hex`, bytes: Buffer.from(Buffer.from(value).toString('hex')) },
    {
      what: `${what}, base64`,
      bytes: Buffer.from(
        Buffer.from(value)
          .toString('base64')
          .replace(/.{0,3}=*$/, ''),
      ),
    },
  ]);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** An upload that breaks off on the way; answers what was said about it. */
async function half({ apiUrl }: HouseRig, exam: Exam, fileName: string): Promise<string[]> {
  const bytes = await readFile(exam.report);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const tus = { 'tus-resumable': '1.0.0' };
  const said = `filename ${base64(fileName)},case ${base64('Geheimer Fallordner')},center ${base64('main')}`;
  const begun = await fetch(`${apiUrl}/v1/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': said },
  });
  const at = `${apiUrl}${begun.headers.get('location')}`;
  const sent = await fetch(at, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes.subarray(0, bytes.length / 2)),
  });
  expect([begun.status, sent.status]).toEqual([201, 204]);
  const looked = await fetch(at, { method: 'HEAD', headers: tus });
  return [begun, sent, looked].map(({ headers }) => JSON.stringify([...headers]));
}

it('no store holds a name, a birth date, an id or a file name after a run with failures', async () => {
  await using ollama = await startOllamaStandIn('garbage');
  await using house = await HouseRig.start({ ENDOVEIL_OLLAMA_URL: ollama.url, ENDOVEIL_LOG_LEVEL: 'debug' });
  const exam = await aShortExam(42);
  const { lastName } = exam.patient;
  await house.serve(everyService.filter((service) => service !== 'pdf-reader'));
  const victim = await house.serve(['pdf-reader'], { ENDOVEIL_FAILPOINT: 'work.in-work' });
  await house.drop(exam.video, `Geheimer Fallordner/${lastName}-Befund.mp4`);
  await house.drop(exam.report, `Geheimer Fallordner/${lastName}-Befund.pdf`);
  await house.drop(exam.report, `Geheimer Fallordner/${lastName}-Befund.mp4.pdf`);
  await victim.ended;
  await house.serve(['pdf-reader'], { ENDOVEIL_FAILPOINT: 'work.after-store:throw' });
  await house.settled(2, 200);
  const served: string[] = [];
  served.push(...(await half(house, exam, `${lastName}-Befund.pdf`)));
  served.push(
    ...(await Promise.all(
      ['/v1/items', '/v1/status', '/v1/metrics', '/v1/items/nobody'].map((path) => house.text(path)),
    )),
  );
  for (const { itemId } of await house.items()) served.push(await house.text(`/v1/items/${itemId}`));
  // what the servers still hold in memory goes to their files
  await house.query('checkpoint');
  await house.stop();
  await house.stack.stop();

  const needles = needlesOf(exam.patient);
  const drop = join(house.home, 'drop');
  const files = (await filesBelow(house.home)).filter((file) => !file.startsWith(drop));
  expect(files.some((file) => file.includes('pg_wal'))).toBe(true);
  expect(files.some((file) => file.endsWith('.blk'))).toBe(true);
  expect(files.some((file) => file.includes('sensitive'))).toBe(true);
  const found: string[] = [];
  const search = (where: string, bytes: Buffer) => {
    for (const needle of needles) if (bytes.includes(needle.bytes)) found.push(`${needle.what} in ${where}`);
  };
  for (const file of files) search(file.slice(house.home.length), await readFile(file));
  for (const file of files) search('a file’s name', Buffer.from(file));
  for (const answer of served) search('an answer', Buffer.from(answer));
  expect(found).toEqual([]);
  // the search finds what is there
  search('the source', await readFile(exam.video));
  expect(found.length).toBeGreaterThan(0);
});
