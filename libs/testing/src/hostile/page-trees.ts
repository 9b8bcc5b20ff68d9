import { CATALOGUE, type HostilePdfs, pages } from './pdf-parts.js';
import { onePage, writePdf } from './write-pdf.js';

const PLAIN_PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>';

/** What is wrong with the tree of pages. */
export const pageTrees: HostilePdfs = {
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
};

/** Pages of sizes that no page has. */
export const pageSizes: HostilePdfs = {
  'a page as large as a town': () => onePage({ page: '/MediaBox [0 0 1000000000 1000000000]' }),
  'a page of no size': () => onePage({ page: '/MediaBox [0 0 0 0]' }),
  'a page inside out': () => onePage({ page: '/MediaBox [595 842 0 0]' }),
  'a page of words': () => onePage({ page: '/MediaBox [(a) (b) /c null]' }),
  'a page unit of a million': () => onePage({ page: '/UserUnit 1000000' }),
};
