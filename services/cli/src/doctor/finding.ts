/** `missing`: nothing works without it. `note`: it works, but a person should know. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'missing' | 'note';
  readonly finding: string;
  /** What to do, for everything that is not ok. */
  readonly fix?: string;
}

export const ok = (check: string, finding: string): Finding => ({ check, state: 'ok', finding });
export const missing = (check: string, finding: string, fix: string): Finding => ({
  check,
  state: 'missing',
  finding,
  fix,
});
export const note = (check: string, finding: string, fix?: string): Finding => ({
  check,
  state: 'note',
  finding,
  ...(fix === undefined ? {} : { fix }),
});
