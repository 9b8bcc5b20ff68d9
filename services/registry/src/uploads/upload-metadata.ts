import { Metadata } from '@tus/server';
import { z } from 'zod';
import type { UploadFacts } from '@endoveil/ledger';
import { maySee, type Principal } from '../access/principal.js';
import { Refused } from '../problem.filter.js';

const place = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/);

/** What `Upload-Metadata` may say. Names are data: they are sealed, and never become a path or a line of a log. */
const Said = z.object({
  filename: z.string().min(1).max(1000),
  case: z.string().trim().min(1).max(400).nullish(),
  center: place.nullish(),
  processor: place.nullish(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullish(),
});

export interface SaidOfUpload {
  readonly center: string;
  readonly processor: string;
  readonly facts: UploadFacts;
}

/** Throws 400 with the names of what is wrong, never with a value. */
export function readMetadata(header: string | undefined, principal: Principal): SaidOfUpload {
  const said = Said.parse(parsed(header));
  const own = principal.centers === 'all' ? undefined : principal.centers;
  const center = said.center ?? (own?.length === 1 ? own[0] : undefined);
  if (center === undefined) throw new Refused(400, 'center-missing', 'Say in Upload-Metadata which center it is of.');
  if (!maySee(principal, center)) throw new Refused(403, 'center-foreign', 'This center is not one of yours.');
  return {
    center,
    processor: said.processor ?? 'unknown',
    facts: { fileName: said.filename, caseName: said.case ?? null, sha256: said.sha256 ?? null },
  };
}

function parsed(header: string | undefined): Record<string, string | null> {
  try {
    return header === undefined ? {} : Metadata.parse(header);
  } catch {
    throw new Refused(400, 'metadata-not-valid', 'Upload-Metadata is not of the form the protocol asks for.');
  }
}
