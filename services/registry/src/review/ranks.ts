import { explain, isReason, ReasonCode } from '@endoveil/contracts';
import type { QueueEntry, Rank } from '@endoveil/ledger';

/*
 * The risk of an item that waits: how likely something identifying is in a result that a person might release, then how
 * much is lost while it waits. What cannot be released at all comes behind what can.
 */
const inReview: Partial<Record<ReasonCode, number>> = {
  'approval-revoked': 95,
  'leak-found': 95,
  'candidate-unexplained': 90,
  'coverage-incomplete': 85,
  'geometry-uncertain': 80,
  'text-unreadable': 75,
  'specks-removed': 75,
  'on-hold': 70,
  'parity-broken': 65,
  'model-not-believed': 60,
  'lower-level': 55,
  'frames-lost': 50,
  'picture-covered': 45,
};
const OTHERS = { 'in-review': 60, held: 40, quarantined: 20 } as const;
const VERIFIED = 10;
/** Decided, with a better result beside it. */
const DECIDED = 5;

/** Every way to stand there, so that nothing falls out of the queue because its reason is new. */
export const ranks: readonly Rank[] = [
  { state: 'verified', reason: null, score: VERIFIED },
  { state: 'approved', reason: null, score: DECIDED },
  { state: 'published', reason: null, score: DECIDED },
  ...[...ReasonCode.options, null].flatMap((reason): Rank[] => [
    { state: 'in-review', reason, score: (reason && inReview[reason]) ?? OTHERS['in-review'] },
    { state: 'held', reason, score: OTHERS.held },
    { state: 'quarantined', reason, score: OTHERS.quarantined },
  ]),
];

export interface Why {
  readonly code: string;
  readonly text: string;
}

/** Why an item needs a person, the weightiest first, each once. */
export function whyOf(entry: QueueEntry): readonly Why[] {
  const codes = new Set<ReasonCode>();
  if (entry.reason) codes.add(entry.reason);
  for (const code of entry.verifierReasons) if (isReason(code)) codes.add(code);
  if (entry.degraded) codes.add(entry.degraded);
  if (entry.secondCase) codes.add('second-case');
  return [
    ...[...codes].map((code) => ({ code, text: explain(code).text })),
    ...(entry.state === 'verified' ? [{ code: 'to-approve', text: 'It is verified and waits for a yes or no.' }] : []),
    ...(entry.approvedOnce ? [{ code: 'second-person', text: 'One person has approved; a second one is asked.' }] : []),
    ...(entry.betterProposed
      ? [{ code: 'better-proposed', text: 'A better result was made meanwhile: take it over by `adopt`, or leave it.' }]
      : []),
  ];
}
