import { randomUUID } from 'node:crypto';
import { type ItemId, JobId, MediaLanded, RunId } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import { openJob } from './drive.js';
import type { Landed, Landing } from '../face.js';
import { note } from '../record/history.js';
import { activeTraceparent } from '../record/outbox.js';
import type { Cipher } from '../ports.js';

/** Landing, run 1, the job `identify` and `media.landed`: one transaction, and only then *landed*. */
export async function land(database: Database, cipher: Cipher, landing: Landing): Promise<Landed> {
  const { landingId, wrappedKey, names } = landing;
  const itemId = landingId as string as ItemId;
  const seal = (text: string, column: string) => Buffer.from(cipher.seal(wrappedKey, text, column));
  return await database.transaction(async (query) => {
    const [known] = await query<{ item_id: string }>('select item_id from ledger.sighting where landing_id = $1', [
      landingId,
    ]);
    if (known) return { outcome: 'again', itemId: known.item_id as ItemId, jobId: await identifyJobOf(known.item_id) };
    const correlationId = landing.correlationId ?? randomUUID();
    const traceparent = activeTraceparent();
    const runId = RunId.parse(randomUUID());
    const inserted = await query(
      `insert into ledger.item (item_id, state, center, processor, case_ref, content_id, size_bytes, blob, wrapped_key,
         correlation_id, traceparent, current_run)
       values ($1, 'landed', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (item_id) do nothing returning 1`,
      [
        itemId,
        landing.center,
        landing.processor,
        landing.caseRef,
        landing.contentId,
        landing.sizeBytes,
        landing.blob,
        Buffer.from(wrappedKey),
        correlationId,
        traceparent,
        runId,
      ],
    );
    if (inserted.length === 0) return { outcome: 'again', itemId, jobId: await identifyJobOf(itemId) };
    await query(
      `insert into ledger.sighting (landing_id, item_id, case_ref, file_name, source_path, case_name)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        landingId,
        itemId,
        landing.caseRef,
        seal(names.fileName, 'sighting.file_name'),
        seal(names.sourcePath, 'sighting.source_path'),
        seal(names.caseName, 'sighting.case_name'),
      ],
    );
    await query(
      `insert into ledger.run (run_id, item_id, number, cause, state) values ($1, $2, 1, 'landing', 'landed')`,
      [runId, itemId],
    );
    await note(query, itemId, 'landed', { runId, sizeBytes: landing.sizeBytes });
    const payload = { landingId, sizeBytes: landing.sizeBytes };
    const jobId = await openJob(query, {
      itemId,
      runId,
      stage: 'identify',
      event: MediaLanded,
      payload,
      correlationId,
      traceparent,
    });
    return { outcome: 'landed', itemId, jobId };

    async function identifyJobOf(item: string): Promise<JobId> {
      const [row] = await query<{ job_id: string }>(
        `select job_id from ledger.job where item_id = $1 and stage = 'identify' order by waiting_since limit 1`,
        [item],
      );
      return JobId.parse(row?.job_id);
    }
  });
}
