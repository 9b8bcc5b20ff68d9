import { EndoveilError } from '@endoveil/contracts';

/**
 * Does `work` for each, one after the other. One that fails keeps nobody else from their turn: the first error is
 * thrown when all had theirs. Only a database that stays away ends the round.
 */
export async function eachAlone<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  for (const value of values) {
    try {
      await work(value);
    } catch (error) {
      if (error instanceof EndoveilError && error.code === 'database-unavailable') throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
