import { bombs } from './bombs.js';
import { brokenFiles, brokenTables } from './broken-files.js';
import { fonts, rarePacking } from './letters-and-packing.js';
import { loops } from './loops.js';
import { pageSizes, pageTrees } from './page-trees.js';
import { locks, temptations } from './temptations.js';
import type { HostilePdfs } from './pdf-parts.js';

/** PDFs that would harm a careless reader, by what is wrong with them. Each is made anew; none needs a file. */
export const hostilePdfs: HostilePdfs = {
  ...brokenFiles,
  ...brokenTables,
  ...pageTrees,
  ...pageSizes,
  ...bombs,
  ...loops,
  ...temptations,
  ...locks,
  ...fonts,
  ...rarePacking,
};
