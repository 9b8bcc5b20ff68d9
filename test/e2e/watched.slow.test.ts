import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOllamaStandIn } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { HouseRig, timing } from './house-rig.js';
import { runLeakyLevels } from './leaky-level.js';
import { PrometheusRig } from './prometheus-rig.js';
import { dashboardExpressions, recordedNames, rowsOfDashboards } from './shipped-rules.js';

/** A registry whose zones are a small file system of its own, so that a test can fill it. */
const onSmallDisk = (dir: string) =>
  ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'].concat(
    `mount -t tmpfs -o size=24m,mode=700 none '${dir}' && exec "$@"`,
    'sh',
  );

/** What a person wants to see of it: `ENDOVEIL_PRINT=1`. */
const print = (text: string) => process.env['ENDOVEIL_PRINT'] && process.stdout.write(`${text}\n`);

it('a real Prometheus sees trouble come and go', async () => {
  await using ollama = await startOllamaStandIn('ready');
  await using house = await HouseRig.start({
    ENDOVEIL_OLLAMA_URL: ollama.url,
    ENDOVEIL_PUBLISH_POLL_SECONDS: '0.5',
    // a busy machine must not lose leases here: that is not what is tested
    ENDOVEIL_TIMING: JSON.stringify({ ...timing, leaseSeconds: 20, beatSeconds: 2 }),
  });
  await using prometheus = await PrometheusRig.start(join(house.home, 'prometheus'));
  const disk = await house.folder('small');
  const registry = await house.serve(
    ['registry'],
    { ENDOVEIL_ZONES_DIR: disk, ENDOVEIL_SCRATCH_DIR: house.home },
    onSmallDisk(disk),
  );
  const research = await house.folder('research');
  const most = await house.serve(['intake', 'lock-and-dedupe', 'pdf-reader', 'metadata-llm', 'verifier', 'publisher'], {
    ENDOVEIL_DESTINATIONS: JSON.stringify([{ name: 'research', kind: 'folder', path: research }]),
  });
  const hold = await house.serve(['video-anonymizer'], { LEVELS: 'hold' });
  const [first, second] = await Promise.all([61, 62].map(aShortExam));

  // a build that leaks, in place of the real one: both levels are found out, and nobody is left but hold
  const leak = await runLeakyLevels(house.environment);
  const shared = [registry, most, hold].map(({ ports }) => ports.metricsPort);
  await prometheus.watch(...shared, leak.metricsPort);
  await house.drop(first!.video, 'case-1/video.mp4');
  leak.babble();
  await prometheus.hasFired(
    'EndoveilDeadLetters',
    'EndoveilVerificationFailed',
    'EndoveilItemsHeld',
    'EndoveilAnonymizationSuccessLow',
    'EndoveilAnonymizationSuccessCritical',
  );
  await leak.stop();
  await prometheus.hasFired('EndoveilProcessDown');
  await prometheus.watch(...shared);

  // nobody works on videos, the language model fails, a file is garbage, the disk fills
  ollama.mood = 'failing';
  const ballast = join('/proc', String(registry.child.pid), 'root', disk, 'ballast');
  await writeFile(ballast, Buffer.alloc(23.5 * 1024 ** 2));
  await house.drop(second!.video, 'case-2/video.mp4');
  await house.drop(second!.report, 'case-2/report.pdf');
  await writeFile(join(house.home, 'drop', 'garbage.pdf'), '%PDF-1.7 and nothing behind it');
  await prometheus.hasFired(
    'EndoveilLevelWithoutWorker',
    'EndoveilLanguageModelAway',
    'EndoveilFallbackHigh',
    'EndoveilFallbackCritical',
    'EndoveilImportFailureHigh',
    'EndoveilImportFailureCritical',
    'EndoveilDiskLow',
    'EndoveilDiskCritical',
  );
  await house.until(
    'the rules in place of the language model',
    () => house.query(`select from ledger.attempt where level = 'rules' and ended_at is not null`),
    ({ rows }) => rows.length > 0,
  );

  // everything is mended; a person asks for the held one, what was done lower is done again by itself
  await rm(ballast);
  ollama.mood = 'ready';
  const again = await house.serve(['video-anonymizer'], {
    LEVELS: 'frame-cleaning,roi-masking',
    // the second to be worked on is the one that a person asked for
    ENDOVEIL_FAILPOINT: 'work.in-work:throw@2',
  });
  await prometheus.watch(...shared, again.ports.metricsPort);
  const held = (await house.items()).find(({ state }) => state === 'held');
  expect((await house.post(`/v1/items/${held!.itemId}/retry`)).status).toBe(202);
  await house.until(
    'everything verified but the garbage',
    () => house.items(),
    (items) => items.filter(({ state }) => state === 'verified').length === 3 && items.length === 4,
    240,
  );

  // a stranger's file stands where a result shall go; once it is away, a person sends it again
  const published = `/v1/items/${held!.itemId}/publications`;
  const planned = await house.post(published, { destination: 'research' });
  const { publicationId, publicId } = (await planned.json()) as { publicationId: string; publicId: string };
  const stranger = join(research, `${publicId}.mp4`);
  await writeFile(stranger, 'not ours');
  expect((await house.decide(held!.itemId, 'approve', { reason: 'compared with the original' })).status).toBe(200);
  await prometheus.hasFired('EndoveilPublicationFailed');
  await rm(stranger);
  expect((await house.post(`${published}/${publicationId}/again`)).status).toBe(200);
  await prometheus.isQuiet();
  await house.until(
    'the publication',
    () => house.items(),
    (items) => items.some(({ state }) => state === 'published'),
  );

  // what has just happened is seen after two scrapes
  await prometheus.hasRecorded([...recordedNames(), ...dashboardExpressions()]);
  const rows = await rowsOfDashboards((expr) => prometheus.series(expr));
  print(rows.map(({ board, title, count }) => `${board}\t${title}\t${count}`).join('\n'));
  expect(rows.filter(({ count }) => count === 0)).toEqual([]);

  // one trace from landing over the fallback and the retry to the verdict
  await house.stop();
  const tree = house.command('trace', held!.itemId);
  print(tree);
  for (const part of ['land ', 'attempt hold ', 'failed internal', 'delivery 2, linked to 1', 'attempt verify '])
    expect(tree).toContain(part);
  for (const value of [first!.patient.lastName, first!.patient.firstName, 'case-1']) expect(tree).not.toContain(value);
}, 480_000);
