import { expect, it } from 'vitest';
import { SceneRig } from './scene-rig.js';

it('goes on when the server ends a connection that is at rest', async () => {
  await using rig = await SceneRig.start();
  const busy = await rig.pool.connect();
  const resting = await rig.pool.connect();
  const { rows } = await resting.query<{ pid: number }>('select pg_backend_pid() as pid');
  const gone = Promise.withResolvers<unknown>();
  rig.pool.once('remove', gone.resolve);
  resting.release();
  await busy.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
  await gone.promise;
  busy.release();
  expect(rig.pool.totalCount).toBe(1);
});
