import type { ErasureCause, Ledger } from '@endoveil/ledger';
import { explain, type ItemId } from '@endoveil/contracts';
import type { Storage } from '@endoveil/storage';
import type { Ended } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { actorHere, notFound } from './with-ledger.js';

interface Erasing {
  readonly itemId: ItemId;
  readonly cause: ErasureCause;
  /** Of the first step; without it this is the first step. */
  readonly code: string | undefined;
  /** The command that the second step is, without the code. */
  readonly again: string;
}

/** Two steps, both in the item's history: a code is told, and only with it everything is destroyed. */
export async function eraseInTwoSteps(
  ledger: Ledger,
  storage: Storage,
  terminal: Terminal,
  { itemId, cause, code, again }: Erasing,
): Promise<Ended> {
  const actor = actorHere();
  if (code === undefined) {
    const item = await ledger.showItem(itemId);
    const asked = await ledger.askErasure(itemId, cause, actor);
    if (asked.outcome === 'not-found' || !item) throw notFound();
    if (asked.outcome === 'erased') return { document: { state: 'erased' } };
    if (!('code' in asked))
      throw new CommandFailed(
        exitCodes.notAllowed,
        'not-quarantined',
        'It does not stand in quarantine.',
        'To erase anything else: ./endoveil erase.',
      );
    const concerned = {
      state: item.state,
      sizeBytes: item.sizeBytes,
      sightings: item.sightings,
      results: item.runs.flatMap(({ artifacts }) => artifacts).length,
    };
    terminal.say(
      `Nothing is destroyed yet. It is ${item.state}, ${item.sizeBytes} bytes, handed in ${item.sightings} times, with ${concerned.results} results.`,
    );
    terminal.say(`To destroy all of it for good, within a quarter of an hour: ${again} --confirm ${asked.code}`);
    return { document: { state: item.state, concerned, confirm: asked.code } };
  }
  const erased = await ledger.eraseItem(itemId, { code, cause, actor });
  if (erased.outcome === 'not-found') throw notFound();
  if (!('bytes' in erased)) {
    const { text, next } = explain(erased.outcome);
    throw new CommandFailed(exitCodes.notAllowed, erased.outcome, text, next);
  }
  const { bytes } = erased;
  await storage.bury(bytes);
  await ledger.buried(itemId);
  terminal.say('Bytes, names and keys are destroyed. The history keeps that it was there, and nothing of what it was.');
  return { document: { state: 'erased', blobs: bytes.blobs.length, artifacts: bytes.artifacts.length } };
}
