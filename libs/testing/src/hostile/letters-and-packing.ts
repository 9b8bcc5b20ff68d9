import { drawn, type HostilePdfs, image, noise } from './pdf-parts.js';
import { onePage, saying, SENTENCE, streamOf } from './write-pdf.js';

/** Letters that no page has. */
export const fonts: HostilePdfs = {
  'a font of noise': () =>
    onePage({
      resources: '/Font << /F 6 0 R >>',
      objects: [
        '<< /Type /Font /Subtype /TrueType /BaseFont /Bad /FontDescriptor 7 0 R /FirstChar 0 /LastChar 255 >>',
        '<< /Type /FontDescriptor /FontName /Bad /Flags 32 /FontFile2 8 0 R >>',
        streamOf(noise(300_000)),
      ],
    }),
  'a letter that writes itself': () =>
    onePage({
      content: saying('BT /T 12 Tf 60 500 Td (aaaa) Tj ET'),
      resources: '/Font << /F 5 0 R /T 6 0 R >>',
      objects: [
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> /Resources << /Font << /T 6 0 R >> >> >>',
        streamOf('9 0 d0 BT /T 9 Tf (a) Tj ET'),
      ],
    }),
  'a table of letters without end': () =>
    onePage({
      resources: '/Font << /F 6 0 R >>',
      objects: [
        '<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /B /CIDSystemInfo << /Registry (a) /Ordering (b) /Supplement 0 >> >>] /ToUnicode 7 0 R >>',
        streamOf(`begincmap 100 beginbfrange\n${'<0000> <FFFF> <0000>\n'.repeat(2000)}endbfrange endcmap`),
      ],
    }),
  'two million letters': () =>
    onePage({
      content: streamOf(
        `${SENTENCE}BT /F 1 Tf 10 600 Td ${'(Schleimhaut unauffaellig und reizlos ) Tj 0 -0.01 Td\n'.repeat(55_000)}ET`,
      ),
    }),
  'a string of ten megabytes': () =>
    onePage({ content: streamOf(`${SENTENCE}BT /F 1 Tf 10 600 Td (${'Befund '.repeat(1_500_000)}) Tj ET`) }),
};

/** Packed with what nobody unpacks. */
export const rarePacking: HostilePdfs = {
  'JBIG2 of noise': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [
        streamOf(
          noise(50_000),
          image(3000, 3000, '/Filter /JBIG2Decode').replace('/BitsPerComponent 8', '/BitsPerComponent 1'),
        ),
      ],
    }),
  'JPEG 2000 of noise': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf(noise(50_000), image(3000, 3000, '/Filter /JPXDecode'))],
    }),
  'a picture in the text that never ends': () =>
    onePage({ content: saying('BI /W 9999 /H 9999 /BPC 8 /CS /G ID abc') }),
};
