import type { IncomingHttpHeaders } from 'node:http';
import { Refused } from '../problem.filter.js';

/** Percent-encoded, so that any language fits into a header. */
export const REASON_HEADER = 'endoveil-reason';

/** Why somebody wants to see what can point at a person. */
export function statedReason(headers: IncomingHttpHeaders): string {
  const reason = decoded(String(headers[REASON_HEADER] ?? '')).trim();
  if (reason.length < 3 || reason.length > 300)
    throw new Refused(400, 'reason-missing', 'Say why you look at this, in the header Endoveil-Reason.');
  return reason;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
