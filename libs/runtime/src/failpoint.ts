/** Every point where a test may break a process on purpose. */
export const failpoints = [
  'work.after-claim',
  'work.in-work',
  'work.after-store',
  'work.after-commit',
  'relay.after-publish',
  'intake.after-link',
  'publisher.after-put',
  'publisher.after-finalize',
  'publisher.before-settle',
] as const;
export type Failpoint = (typeof failpoints)[number];

const passes = new Map<string, number>();

/**
 * Does nothing unless `ENDOVEIL_FAILPOINT=name[:kill|throw][@n]` names this point: then the n-th pass (default the
 * first) kills the process as power would, or throws.
 */
export function failpoint(name: Failpoint): void {
  const setting = process.env['ENDOVEIL_FAILPOINT'];
  if (setting === undefined) return;
  const match = /^([a-z.-]+)(?::(kill|throw))?(?:@([1-9][0-9]*))?$/.exec(setting);
  if (match?.[1] !== name) return;
  const pass = (passes.get(name) ?? 0) + 1;
  passes.set(name, pass);
  if (pass !== Number(match[3] ?? 1)) return;
  if (match[2] === 'throw') throw new Error(`failpoint ${name}`);
  process.kill(process.pid, 'SIGKILL');
}
