import type { Check, ReasonCode } from '@endoveil/contracts';
import { failed, passed, unsure } from './check.js';

/** A check that is done piece by piece. A piece whose tool failed was not looked at. */
export class RunningCheck {
  private covered = 0;
  private found: ReasonCode | undefined;

  constructor(
    private readonly name: string,
    private readonly unit: string,
    private readonly planned: number,
    private readonly signal: AbortSignal,
  ) {}

  /** `look` answers the reason when it found what must not be there. */
  async cover(units: number, look: () => Promise<ReasonCode | undefined>): Promise<void> {
    try {
      const found = await look();
      this.found ??= found;
      this.covered += units;
    } catch {
      this.signal.throwIfAborted();
    }
  }

  result(): Check {
    const { name, unit, planned, covered, found } = this;
    // what could not be explained was not proven either: a person looks at it
    if (found === 'candidate-unexplained') return unsure(name, found, covered, planned, unit);
    if (found) return { ...failed(name, found, covered, unit), planned };
    return covered === planned && planned > 0
      ? passed(name, covered, unit)
      : unsure(name, 'coverage-incomplete', covered, planned, unit);
  }
}
