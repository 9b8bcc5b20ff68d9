import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Ocr, type Sandbox, tesseractBatch, tesseractPool } from '@endoveil/media';
import { loadSettings } from '@endoveil/runtime';
import type { Task } from '@endoveil/work';
import { reportSettings } from './config.js';
import type { SurrogateKeys } from './anonymized-text.js';
import type { RenderLimits } from './render.js';

/** What both levels work with. */
export interface ReportTools {
  readonly sandbox: Sandbox;
  /** Shared by all reports; without it each report has the native program, with its pages in its own scratch. */
  readonly ocr?: Ocr;
  /** What the program that opens the file may use; `defaultLimits` otherwise. */
  readonly limits?: RenderLimits;
  /** Default `cover`. */
  readonly pictures?: 'keep' | 'cover';
  /** Default `none`. */
  readonly evidence?: 'keep' | 'none';
  /** With them the anonymized text has stand-ins; tags otherwise. */
  readonly surrogates?: SurrogateKeys;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As the environment says. Dispose of `ocr` when there is one. */
export function reportTools(sandbox: Sandbox, environment: Environment, keys?: SurrogateKeys): ReportTools {
  const { ocr, pictures, evidence, text } = loadSettings(reportSettings, environment);
  const workers = Math.min(2, availableParallelism());
  const surrogates = text === 'surrogates' ? keys : undefined;
  return {
    sandbox,
    pictures,
    evidence,
    ...(surrogates ? { surrogates } : {}),
    ...(ocr === 'tesseract.js' ? { ocr: tesseractPool({ workers }) } : {}),
  };
}

export const ocrFor = ({ ocr, sandbox }: ReportTools, { scratchDir }: Task): Ocr =>
  ocr ?? tesseractBatch(sandbox, join(scratchDir, 'ocr'));
