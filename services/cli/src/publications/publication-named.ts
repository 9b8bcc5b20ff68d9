import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Api, Publication } from '../items/api.js';

/** The publication that a person named by its id. */
export async function publicationNamed(api: Api, id: unknown): Promise<Publication> {
  const [found] = await api.publications({ id: String(id) });
  if (found) return found;
  throw new CommandFailed(
    exitCodes.notFound,
    'not-found',
    'There is no publication with this id.',
    'See ./endoveil publications.',
  );
}
