import { deflateSync } from 'node:zlib';
import { onePage, packed, saying, SENTENCE, streamOf, writePdf } from './write-pdf.js';

const ZEROS = (bytes: number) => Buffer.alloc(bytes);
const image = (width: number, height: number, more = '') =>
  `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray ${more}`;
const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]';
const drawn = 'q 595 0 0 842 0 0 cm /X Do Q';
const noise = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 255));
/** A JPEG's head that claims a size; no pixels follow. */
const jpegHead = (width: number, height: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
    0xff,
    0xda,
    0,
    8,
    1,
    1,
    0,
    0,
    63,
    0,
    1,
    2,
    3,
    0xff,
    0xd9,
  ]);
const pages = (count: number, kids: (i: number) => number) =>
  `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, i) => `${kids(i)} 0 R`).join(' ')}] /Count ${count} >>`;
const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const PLAIN_PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>';
const withTable = (table: (offsets: readonly number[], at: number) => string) => onePage({}, { table });

/** PDFs that would harm a careless reader, by what is wrong with them. Each is made anew; none needs a file. */
export const hostilePdfs: Readonly<Record<string, () => Buffer>> = {
  // bytes that are hardly a file
  empty: () => Buffer.alloc(0),
  'header only': () => Buffer.from('%PDF-1.7\n'),
  'noise behind a header': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(200_000)]),
  'cut in half': () => onePage().subarray(0, 500),
  'a ZIP in front': () => Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(600), onePage()]),
  'a megabyte in front': () => Buffer.concat([noise(1_000_000), onePage()]),

  // the table of offsets
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

  // the tree of pages
  'zero pages': () => writePdf([CATALOGUE, '<< /Type /Pages /Kids [] /Count 0 >>']),
  'a page that is its own parent': () =>
    writePdf([CATALOGUE, '<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>']),
  'two nodes in a circle': () =>
    writePdf([CATALOGUE, pages(1, () => 3), '<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>']),
  'ten thousand pages': () =>
    writePdf([CATALOGUE, pages(10_000, (i) => 3 + i), ...Array.from({ length: 10_000 }, () => PLAIN_PAGE)]),
  'one page ten thousand times': () => writePdf([CATALOGUE, pages(10_000, () => 3), PLAIN_PAGE]),
  'two billion pages, it says': () =>
    writePdf([CATALOGUE, '<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>', PLAIN_PAGE]),
  'minus one page': () => writePdf([CATALOGUE, '<< /Type /Pages /Kids [3 0 R] /Count -1 >>', PLAIN_PAGE]),
  'pages below pages, five thousand deep': () => {
    const deep = Array.from(
      { length: 5000 },
      (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] /Count 1 /Parent ${Math.max(2, i + 1)} 0 R >>`,
    );
    return writePdf([CATALOGUE, ...deep, PLAIN_PAGE]);
  },

  // sizes
  'a page as large as a town': () => onePage({ page: '/MediaBox [0 0 1000000000 1000000000]' }),
  'a page of no size': () => onePage({ page: '/MediaBox [0 0 0 0]' }),
  'a page inside out': () => onePage({ page: '/MediaBox [595 842 0 0]' }),
  'a page of words': () => onePage({ page: '/MediaBox [(a) (b) /c null]' }),
  'a page unit of a million': () => onePage({ page: '/UserUnit 1000000' }),

  // bombs
  'a picture of 60,000 by 60,000': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [packed(ZEROS(200_000_000), 2, image(60_000, 60_000))],
    }),
  'a JPEG that claims 65,500 by 65,500': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf(jpegHead(65_500, 65_500), image(65_500, 65_500, '/Filter /DCTDecode'))],
    }),
  'a gigabyte of content in a megabyte': () =>
    onePage({
      content: streamOf(deflateSync(Buffer.alloc(400_000_000, 'q Q '), { level: 9 }), '/Filter /FlateDecode'),
    }),
  'content packed twelve times': () => onePage({ content: packed(Buffer.alloc(50_000_000, '0 0 m 9 9 l S '), 12) }),
  'a run of bytes without end': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf(Buffer.alloc(2_000_000, 0x81), image(20_000, 20_000, '/Filter /RunLengthDecode'))],
    }),
  'a thousand pictures': () =>
    onePage({
      content: saying(`${drawn}\n`.repeat(1000)),
      resources: '/XObject << /X 6 0 R >>',
      objects: [packed(ZEROS(9_000_000), 1, image(3000, 3000))],
    }),
  'a form a hundred times in a form, five deep': () => {
    const inner = (to: number) =>
      streamOf('/X Do '.repeat(100), `${FORM} /Resources << /XObject << /X ${to} 0 R >> >>`);
    return onePage({
      content: saying('/X Do'),
      resources: '/XObject << /X 6 0 R >>',
      objects: [inner(7), inner(8), inner(9), inner(10), streamOf('0 0 m 9 9 l S', FORM)],
    });
  },
  'a form that draws itself': () =>
    onePage({
      content: saying('/X Do'),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf('/X Do', `${FORM} /Resources << /XObject << /X 6 0 R >> >>`)],
    }),
  'a pattern of tiny tiles': () =>
    onePage({
      content: saying('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      objects: [
        streamOf(
          '0 0 1 1 re f',
          '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 /Resources << >>',
        ),
      ],
    }),
  'a pattern that paints itself': () =>
    onePage({
      content: saying('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      objects: [
        streamOf(
          '/Pattern cs /P scn 0 0 9 9 re f',
          '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P 6 0 R >> >>',
        ),
      ],
    }),
  'a function of a hundred thousand steps': () =>
    onePage({
      content: saying('/S sh'),
      resources:
        '/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [595 0 0 842 0 0] /Function 6 0 R >> >>',
      objects: [
        streamOf(`{ ${'dup mul sqrt '.repeat(100_000)} pop }`, '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]'),
      ],
    }),
  'a mesh of noise': () =>
    onePage({
      content: saying('/S sh'),
      resources: '/Shading << /S 6 0 R >>',
      objects: [
        streamOf(
          noise(3_000_000),
          '/ShadingType 4 /ColorSpace /DeviceGray /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 595 0 842 0 1]',
        ),
      ],
    }),

  // nesting and loops
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

  // what a reader might run, open or believe
  'a script at the start': () => onePage({ catalogue: '/OpenAction << /S /JavaScript /JS (while(true){}) >>' }),
  'a program to launch': () =>
    onePage({
      catalogue: '/OpenAction << /S /Launch /F (/bin/sh) >> /AA << /WC << /S /URI /URI (http://127.0.0.1:9/) >> >>',
    }),
  'a program attached': () =>
    onePage({
      catalogue:
        '/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>] >> >>',
      objects: [streamOf(Buffer.concat([Buffer.from('MZ'), noise(50_000)]), '/Type /EmbeddedFile')],
    }),
  'a form of a billion laughs': () =>
    onePage({
      catalogue: '/AcroForm << /XFA 6 0 R /Fields [] >>',
      objects: [
        streamOf(
          `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${'bcdefghij'
            .split('')
            .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
            .join('')}]><x>&j;</x>`,
        ),
      ],
    }),
  'a picture from elsewhere': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf('', image(100, 100, '/F (/etc/passwd) /FFilter /DCTDecode'))],
    }),
  'a hundred thousand notes': () =>
    onePage({
      page: `/Annots [${'6 0 R '.repeat(100_000)}]`,
      objects: ['<< /Type /Annot /Subtype /Text /Rect [9 9 20 20] /Contents (x) >>'],
    }),
  'a field that is its own child': () =>
    onePage({
      catalogue: '/AcroForm << /Fields [6 0 R] >>',
      page: '/Annots [6 0 R]',
      objects: ['<< /FT /Tx /T (a) /V (b) /Kids [6 0 R] /Parent 6 0 R /Subtype /Widget /Rect [9 9 90 20] >>'],
    }),

  // locked
  'a lock with noise for a key': () =>
    onePage(
      {},
      {
        trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> /ID [<00> <00>]`,
      },
    ),
  'a lock that nobody knows': () => onePage({}, { trailer: '/Encrypt << /Filter /NoSuchLock /V 9 >> /ID [<00> <00>]' }),

  // fonts and text
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

  // packed with what nobody unpacks
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
