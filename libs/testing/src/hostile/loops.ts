import { CATALOGUE, FORM, type HostilePdfs, pages } from './pdf-parts.js';
import { onePage, saying, streamOf, writePdf } from './write-pdf.js';

/** What stands in itself, or too deep. */
export const loops: HostilePdfs = {
  'a million saved states': () => onePage({ content: saying('q '.repeat(1_000_000)) }),
  'arrays a hundred thousand deep': () => onePage({ catalogue: `/Deep ${'['.repeat(100_000)}${']'.repeat(100_000)}` }),
  'dictionaries fifty thousand deep': () =>
    onePage({ catalogue: `/Deep ${'<< /A '.repeat(50_000)}1${' >>'.repeat(50_000)}` }),
  'a length that is its own length': () => onePage({ content: '<< /Length 4 0 R >>\nstream\nq Q\nendstream' }),
  'a reference to itself as resources': () =>
    writePdf([
      CATALOGUE,
      pages(1, () => 3),
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources 4 0 R /Contents 4 0 R >>',
      '4 0 R',
    ]),
  'a stream of objects that extends itself': () =>
    onePage({ objects: [streamOf('10 0 11 3 << >> << >>', '/Type /ObjStm /N 900000000 /First 10 /Extends 6 0 R')] }),
  'soft masks two hundred deep': () => {
    const depth = 200;
    const group = (i: number) =>
      streamOf(
        '/G gs 0 0 595 842 re f',
        `${FORM} /Group << /S /Transparency /CS /DeviceGray >> /Resources << /ExtGState << /G << /SMask << /S /Luminosity /G ${i < depth - 1 ? 7 + i : 6} 0 R >> >> >> >>`,
      );
    return onePage({
      content: saying('/G gs 0 0 595 842 re f'),
      resources: '/ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >>',
      objects: Array.from({ length: depth }, (_, i) => group(i)),
    });
  },
  'bookmarks in a circle': () =>
    onePage({
      catalogue: '/Outlines 6 0 R',
      objects: ['<< /First 7 0 R /Last 7 0 R /Count 1 >>', '<< /Title (a) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>'],
    }),
};
