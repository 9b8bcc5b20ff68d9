import { type HostilePdfs, noise } from './pdf-parts.js';
import { onePage } from './write-pdf.js';

const withTable = (table: (offsets: readonly number[], at: number) => string) => onePage({}, { table });

/** Bytes that are hardly a file. */
export const brokenFiles: HostilePdfs = {
  empty: () => Buffer.alloc(0),
  'header only': () => Buffer.from('%PDF-1.7\n'),
  'noise behind a header': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(200_000)]),
  'cut in half': () => onePage().subarray(0, 500),
  'a ZIP in front': () => Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(600), onePage()]),
  'a megabyte in front': () => Buffer.concat([noise(1_000_000), onePage()]),
};

/** What is wrong with the table of offsets. */
export const brokenTables: HostilePdfs = {
  'no table': () => withTable(() => 'trailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  'startxref beyond the end': () => withTable(() => 'trailer\n<< /Root 1 0 R >>\nstartxref\n99999999999\n%%EOF\n'),
  'a table that follows itself': () =>
    withTable(
      (_, at) =>
        `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${at} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  'offsets of zero': () =>
    withTable(
      (offsets, at) =>
        `xref\n0 6\n${offsets.map(() => '0000000000 00000 n \n').join('')}0000000000 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  'a table of four billion rows': () =>
    withTable(
      (_, at) =>
        `xref\n0 4294967295\n0000000000 65535 f \ntrailer\n<< /Size 4294967295 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  'a stream of offsets that is noise': () =>
    withTable(
      (_, at) =>
        `9 0 obj\n<< /Type /XRef /W [1 8 8] /Size 100000000 /Root 1 0 R /Length 40 >>\nstream\n${'x'.repeat(40)}\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`,
    ),
  'a trailer without a root': () =>
    withTable((_, at) => `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n${at}\n%%EOF\n`),
};
