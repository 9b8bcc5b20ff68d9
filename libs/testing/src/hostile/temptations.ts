import { drawn, type HostilePdfs, image, noise } from './pdf-parts.js';
import { onePage, saying, streamOf } from './write-pdf.js';

/** What a reader might run, open or believe. */
export const temptations: HostilePdfs = {
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
};

/** Locked, by what opens nothing. */
export const locks: HostilePdfs = {
  'a lock with noise for a key': () =>
    onePage(
      {},
      {
        trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> /ID [<00> <00>]`,
      },
    ),
  'a lock that nobody knows': () => onePage({}, { trailer: '/Encrypt << /Filter /NoSuchLock /V 9 >> /ID [<00> <00>]' }),
};
