import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Ocr, type Sandbox, tesseractBatch, tesseractPool } from '@endoveil/media';
import { loadSettings } from '@endoveil/runtime';
import type { Task } from '@endoveil/work';
import { reportSettings } from './config.js';
import type { SurrogateKeys } from './rebuilding/anonymized-text.js';
import type { RenderLimits } from './reading/render.js';
import { readProfiles, type SiteProfile } from './fields/site-profile.js';

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
  /** What stand-ins are made with, where `text` or a center's profile asks for them. */
  readonly surrogates?: SurrogateKeys;
  /** What the anonymized text says in place of a value; default `tags`. */
  readonly text?: 'tags' | 'surrogates';
  /** What is particular to the reports of a center. */
  readonly profiles?: readonly SiteProfile[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As the environment says. Dispose of `ocr` when there is one. */
export function reportTools(sandbox: Sandbox, environment: Environment, keys?: SurrogateKeys): ReportTools {
  const { ocr, pictures, evidence, text, profiles } = loadSettings(reportSettings, environment);
  const workers = Math.min(2, availableParallelism());
  return {
    sandbox,
    pictures,
    evidence,
    text,
    ...(keys ? { surrogates: keys } : {}),
    ...(profiles ? { profiles: readProfiles(profiles) } : {}),
    ...(ocr === 'tesseract.js' ? { ocr: tesseractPool({ workers }) } : {}),
  };
}

export const ocrFor = ({ ocr, sandbox }: ReportTools, { scratchDir }: Task): Ocr =>
  ocr ?? tesseractBatch(sandbox, join(scratchDir, 'ocr'));
