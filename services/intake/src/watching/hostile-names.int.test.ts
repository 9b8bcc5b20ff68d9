import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { intakeRig } from '../intake-rig.js';
import { openBeneath } from '../landing/open-beneath.js';
import { textOf } from '../landing/source-name.js';
import { WatchFolder } from './watch-folder.js';

const raw = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** Sixty names that have broken somebody's system: paths, options, patterns, protocols, scripts, other alphabets, no text at all. */
const names: readonly Buffer[] = [
  ...['-rf.mp4', '--help', '-', '-i.mp4', ' leading.mp4', 'trailing.mp4 ', ' ', 'dot.', '..mp4x', '...'],
  ...[
    '%2e%2e%2fetc%2fpasswd',
    '..%2f..%2fsite-key',
    '..\\..\\windows\\system32',
    'C:\\exam.mp4',
    'C:exam.mp4',
    '\\\\host\\share',
  ],
  ...[
    'fr%03d.png',
    '%s%s%s%n.mp4',
    'concat:a|b',
    'file:exam.mp4',
    'http:exam.mp4',
    'pipe:0',
    'data:text,x',
    '@list.txt',
  ],
  ...[
    '$(reboot).mp4',
    '`reboot`.mp4',
    ';reboot;.mp4',
    '|reboot',
    '&& reboot',
    '$HOME',
    '*.mp4',
    '?.mp4',
    '[a-z].mp4',
    '{a,b}',
  ],
  ...[
    "'; drop table ledger.item; --",
    '" or "1"="1',
    '<img src=x onerror=alert(1)>.mp4',
    '{{7*7}}',
    '${7*7}',
    '%{(7*7)}',
  ],
  ...[
    'CON',
    'aux.mp4',
    'exam.mp4:stream',
    'exam.mp4.exe',
    'exam.pdf.mp4',
    'null',
    'undefined',
    '__proto__',
    'constructor',
  ],
  ...['line\nbreak.mp4', 'tab\there.mp4', 'bell\u0007.mp4', 'escape\u001b[31m.mp4', 'return\rover.mp4'],
  ...['Jürgen Müßig.mp4', 'Ju\u0308rgen.mp4', '患者.mp4', 'пациент.mp4', 'مريض.mp4', '🩺.mp4'],
  ...['gpj\u202e4pm.exam', '\u2066hidden\u2069.mp4', 'zero\u200bwidth.mp4', '\ufeffbom.mp4', 'İ.mp4'],
].map((name) => Buffer.from(name));
const bytes: readonly Buffer[] = [
  raw('latin-', [0xfc], '.mp4'),
  raw('cut-', [0xe2, 0x82], '.mp4'),
  raw('overlong-', [0xc0, 0xaf], 'etc.mp4'),
  raw('surrogate-', [0xed, 0xa0, 0x80], '.mp4'),
  raw([0xff, 0xfe], 'a'),
  Buffer.alloc(255, 'x'),
  raw('ü'.repeat(127), 'x'),
  Buffer.alloc(255, 0xff),
];
const hostile = [...names, ...bytes];

it(`lands ${hostile.length} hostile names as they are: each once, as data, and nothing outside the drop folder`, async () => {
  await using rig = await intakeRig();
  const written = new Map<string, Buffer>();
  for (const name of hostile) {
    const content = randomBytes(100);
    written.set(textOf(name), content);
    await writeFile(Buffer.concat([Buffer.from(`${rig.drop}/`), name]), content);
  }
  expect(written.size).toBe(hostile.length);
  expect(hostile.length).toBeGreaterThanOrEqual(60);
  let nowMs = 0;
  const folder = new WatchFolder(
    rig.landFile({ afterLanding: 'move' }),
    {
      root: rig.drop,
      centers: [],
      defaultCenter: 'main',
      processor: 'unknown',
      scanSeconds: 1,
      quietScans: 2,
      quietSeconds: { complete: 1, openEnded: 1, unfinished: 1, empty: 1 },
      concurrency: 2,
    },
    () => nowMs,
  );
  await folder.scan();
  nowMs += 2000;
  const report = await folder.scan();
  // what a program marks as unfinished is never taken, and said to be there
  const unfinished = [...written.keys()].filter((name) => name.startsWith('.'));
  expect(report).toMatchObject({
    outcomes: { landed: hostile.length - unfinished.length },
    failed: {},
    unfinished: unfinished.length,
  });
  for (const { fileName, bytes: landed } of await rig.landed()) expect(landed, fileName).toEqual(written.get(fileName));
  // moved aside under their own names, and only there
  expect((await readdir(rig.drop)).sort()).toEqual(['.endoveil', ...unfinished].sort());
  expect((await readdir(rig.dir)).sort()).toEqual(['drop', 'site.key', 'zones']);
  for (const zone of ['landing', 'sensitive'])
    for (const stored of await readdir(join(rig.dir, 'zones', zone))) expect(stored).toMatch(/^[0-9a-f]{32}$/);
});

it.each(['..', '.', '../site.key', 'a/../../site.key', 'a\0b', ''])('opens no path for a name: %j', async (name) => {
  await using rig = await intakeRig();
  await expect(openBeneath(rig.drop, [Buffer.from(name)])).rejects.toThrow(RangeError);
});
