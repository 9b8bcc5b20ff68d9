import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkGivenPath, type WantedPath } from './given-path.js';

const clips: WantedPath = { is: 'folder', holding: 'manifest.json', unless: 'generate' };
const video: WantedPath = { is: 'file' };

describe('the path that an evaluation is given', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'given-'));
    mkdirSync(join(dir, 'set'));
    writeFileSync(join(dir, 'set', 'manifest.json'), '{}');
    writeFileSync(join(dir, 'exam.mp4'), '');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each([
    ['nothing', undefined, clips, 'usage'],
    ['a folder that is not there', 'nowhere', clips, 'no-such-path'],
    ['a folder without what tells its clips', '.', clips, 'no-such-path'],
    ['a file for a folder', 'exam.mp4', clips, 'no-such-path'],
    ['a folder for a file', 'set', video, 'no-such-path'],
    ['a file that is not there', 'nothing.mp4', video, 'no-such-path'],
  ])('is refused in plain words: %s', async (_, name, wanted, code) => {
    const given = name === undefined ? undefined : join(dir, name);
    await expect(checkGivenPath(given, wanted)).rejects.toMatchObject({ name: 'CommandFailed', code });
  });

  it('is taken when it is what was wanted', async () => {
    await expect(checkGivenPath(join(dir, 'set'), clips)).resolves.toBeUndefined();
    await expect(checkGivenPath(join(dir, 'exam.mp4'), video)).resolves.toBeUndefined();
  });

  it('need not be there when the set is made first, but must be told', async () => {
    await expect(checkGivenPath(join(dir, 'new'), clips, true)).resolves.toBeUndefined();
    await expect(checkGivenPath(undefined, clips, true)).rejects.toMatchObject({ code: 'usage' });
  });
});
