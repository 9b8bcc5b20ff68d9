import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash, type CertificateBody, type KnownValue } from '@endoveil/contracts';
import { bubblewrap, type Sandbox } from '@endoveil/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  barCode,
  colourWriting,
  FRAMES,
  hues,
  inkOn,
  makeVideo,
  type PlantedVideo,
  tissueOf,
  writing,
} from './planted-video-rig.js';
import { pretending } from '../pretended-programs-rig.js';
import { barCode as readableCode } from '../report/witness-programs.js';
import { Verify } from '../verify.js';

const sandbox = bubblewrap();
const known: KnownValue[] = [
  { name: 'last-name', value: 'Kranzbichler' },
  { name: 'first-name', value: 'Sommer' },
  { name: 'birth-date', value: '1953-07-21' },
  { name: 'case-number', value: '0012345678' },
];
let folder: string;
let clean: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-video-'));
  await chmod(folder, 0o777);
  clean = await makeVideo(sandbox, folder, 'clean.mp4');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(artifactPath: string, more: { sandbox?: Sandbox; degraded?: 'frames-lost' } = {}) {
  const scratchDir = await mkdtemp(join(folder, 'scratch-'));
  await chmod(scratchDir, 0o777);
  return await new Verify(more.sandbox ?? sandbox).run({
    kind: 'video',
    sourcePath: clean,
    artifactPath,
    artifactHash: ArtifactHash.parse('a'.repeat(64)),
    level: 'frame-cleaning',
    scratchDir,
    knownValues: known,
    signal: AbortSignal.timeout(50_000),
    progress: () => undefined,
    ...(more.degraded ? { degraded: more.degraded } : {}),
  });
}

const said = ({ verdict, checks }: CertificateBody) => ({
  verdict,
  because: checks.flatMap(({ name, outcome, reason }) => (outcome === 'passed' ? [] : [`${name}: ${reason}`])),
});

describe('a clean video', () => {
  it('is verified, with full coverage of every check', async () => {
    const body = await verify(clean);
    expect(said(body)).toEqual({ verdict: 'verified', because: [] });
    for (const { covered, planned } of body.checks) expect(covered).toBe(planned);
    expect(body.checks.find(({ name }) => name === 'parity')!.covered).toBe(FRAMES);
    // the last mean holds the last eight frames, some of them once more
    expect(body.checks.find(({ name }) => name === 'text-means')!.covered).toBe(Math.ceil(FRAMES / 8));
    expect(body.knownValuesSearched).toBe(known.length);
    expect(JSON.stringify(body)).not.toMatch(/Kranzbichler|Sommer|1953|12345678/);
  });

  it('keeps the reason why it is degraded', async () => {
    expect((await verify(clean, { degraded: 'frames-lost' })).reasons).toContain('frames-lost');
  });
});

const hiding = (what: string) => ['-bsf:v', `filter_units=remove_types=6,h264_metadata=${what}`];
const planted: [what: string, video: PlantedVideo, because: string][] = [
  [
    'sound',
    { inputs: ['-f', 'lavfi', '-i', 'sine=d=2'], options: ['-map', '2:a', '-c:a', 'aac'] },
    'streams: structure-not-allowed',
  ],
  ['a title', { options: ['-metadata', 'title=Befund'] }, 'streams: structure-not-allowed'],
  [
    'a handler name',
    { options: ['-metadata:s:v', 'handler_name=Turm 3'] },
    'container-structure: structure-not-allowed',
  ],
  ["the encoder's settings among the pictures", { without: ['clean'] }, 'container-structure: structure-not-allowed'],
  [
    'a name outside the picture on one frame',
    { planted: writing('Kranzbichler', 20, 60, [30, 30]) },
    'outside-black: outside-not-black',
  ],
  [
    'dim writing outside the picture',
    { planted: writing('Station 4', 20, 60, [0, 49]).replace('white', 'white@0.06') },
    'outside-black: outside-not-black',
  ],
  [
    'colour outside the picture',
    { planted: "geq=lum='lum(X,Y)':cb='if(lt(X,60)*gt(Y,80)*lt(Y,120),148,cb(X,Y))':cr='cr(X,Y)'" },
    'outside-black: outside-not-black',
  ],
  [
    'writing that hangs on to the picture',
    { planted: writing('Kranzbichler', 100, 150, [0, 49]) },
    'outside-black: outside-not-black',
  ],
  [
    'a known name in the picture on five frames',
    { planted: writing('Kranzbichler', 300, 150, [20, 24]) },
    'text-candidates: leak-found',
  ],
  [
    'a date in the picture on three frames',
    { planted: writing('14.03.2021', 300, 150, [20, 22]) },
    'text-candidates: leak-found',
  ],
  ['a frame less', { planted: "select='not(eq(n,25))'" }, 'parity: parity-broken'],
  [
    'a frame at another time',
    { planted: "settb=1/12800,setpts='PTS+if(eq(N,25),0.01/TB,0)'" },
    'parity: parity-broken',
  ],
  [
    'a frame twice',
    { planted: "setpts='N/25/TB',loop=loop=1:size=1:start=30,setpts='N/25/TB',trim=end_frame=51" },
    'parity: parity-broken',
  ],
  ['all times shifted against each other', { planted: "settb=1/12800,setpts='PTS*1.001'" }, 'parity: parity-broken'],
  [
    'a mask that comes one frame late',
    { planted: "drawbox=x=20:y=40:w=180:h=60:color=0x606060:t=fill:enable='eq(n,0)'" },
    'outside-black: outside-not-black',
  ],
  [
    'a name in columns that are recorded and not shown',
    { planted: writing('Kranzbichler', 8, 150, [0, 49]), options: hiding('crop_left=200') },
    'container-structure: structure-not-allowed',
  ],
  [
    'a strip in the last lines, which are recorded and not shown',
    {
      planted: 'drawbox=x=20:y=355:w=160:h=5:color=0xb0b0b0:t=fill',
      options: hiding('crop_bottom=14'),
    },
    'outside-black: outside-not-black',
  ],
  ['nothing but black', { picture: 'color=black:s=384x320:r=25:d=2' }, 'outside-black: result-blank'],
];

describe('planted', () => {
  it.each(planted)('%s', async (_, video, because) => {
    const path = await makeVideo(sandbox, folder, `planted-${planted.findIndex(([what]) => what === _)}.mp4`, video);
    const { verdict, because: found } = said(await verify(path));
    expect(found).toContain(because);
    expect(verdict).toBe('failed');
  });

  it('a box that stands 8 pixels aside, so that a strip of the panel shows', async () => {
    const path = await makeVideo(sandbox, folder, 'aside.mp4', {
      picture: 'gradients=s=384x320:c0=0xa8564a:c1=0xfeac96:c2=0x5e1c18:n=3:r=25:d=2:speed=0.3:seed=7',
      planted: 'drawbox=x=216:y=60:w=8:h=60:color=0xb0b0b0:t=fill',
    });
    expect(said(await verify(path)).because).toContain('outside-black: candidate-unexplained');
  });

  it.each<[string, string]>([
    ['for a second', writing('Antrum hinten', 300, 150, [10, 40])],
    ['on one frame', writing('Antrum hinten', 300, 150, [25, 25])],
    ['translucent', writing('Antrum hinten', 300, 150, [10, 40]).replace('white', 'white@0.4')],
    ['turned by a quarter', `transpose=1,${writing('Antrum hinten', 60, 300, [10, 40])},transpose=2`],
  ])('an unknown word in the picture, %s, which a person has to look at', async (what, planted) => {
    const path = await makeVideo(sandbox, folder, `word-${what.length}.mp4`, { planted });
    expect(said(await verify(path))).toEqual({
      verdict: 'unsure',
      because: expect.arrayContaining(['text-detection: candidate-unexplained']),
    });
  });
});

describe('the bars of a code in the picture', () => {
  it.each<[string, string]>([
    ['for some frames', barCode([20, 25], 40, 220)],
    ['faint', barCode([10, 40], 90, 130)],
    ['turned by a quarter', `transpose=1,${barCode([20, 25], 40, 220, 80, 320)},transpose=2`],
  ])('%s: a person has to look', async (what, planted) => {
    const path = await makeVideo(sandbox, folder, `bars-${what.length}.mp4`, { planted });
    expect(said(await verify(path)).because).toContain('text-detection: candidate-unexplained');
  });
});

it('a code that can be read, of nothing that is known, is for a person to look at', async () => {
  await writeFile(join(folder, 'code.pgm'), readableCode('123').pgm);
  const path = await makeVideo(sandbox, folder, 'code.mp4', {
    inputs: ['-loop', '1', '-r', '25', '-i', '/work/code.pgm'],
    planted: "null[under];[2:v]format=yuv420p[code];[under][code]overlay=230:100:shortest=1:enable='between(n,20,30)'",
  });
  expect(said(await verify(path)).because).toContain('codes: candidate-unexplained');
});

describe('writing as bright as the tissue it stands on', () => {
  it.each([
    ['green', 'tan', [20, 22]],
    ['green', 'red', [20, 20]],
    ['cyan', 'pink', [21, 21]],
    ['yellow', 'pink', [20, 22]],
    ['magenta', 'red', [20, 22]],
    ['blue', 'dark', [10, 40]],
    ['red', 'tan', [20, 22]],
  ] as const)('%s on %s, frames %j: a person has to look', async (hue, ground, frames) => {
    const ink = inkOn(ground, hues[hue]!);
    const path = await makeVideo(sandbox, folder, `colour-${hue}-${ground}.mp4`, {
      picture: tissueOf(ground),
      planted: colourWriting({ text: 'Oetting Maria', ...ink, x: 270, y: 150, frames }),
    });
    expect(said(await verify(path)).verdict).toBe('unsure');
  });

  it('turned by a quarter', async () => {
    const text = colourWriting({
      ...{ text: 'Oetting Maria', ...inkOn('pink', hues['green']!) },
      ...{ x: 60, y: 300, frames: [20, 22] },
    });
    const path = await makeVideo(sandbox, folder, 'colour-turned.mp4', {
      picture: tissueOf('pink'),
      planted: `transpose=1,${text},transpose=2`,
    });
    expect(said(await verify(path)).because).toContain('text-detection: candidate-unexplained');
  });

  it.each<[string, string]>([
    [
      'drops of blood',
      "geq=lum='lum(X,Y)':cb='cb(X,Y)-10*lt(hypot(mod(X,31)-15+4*sin(Y/7),mod(Y,27)-13),6+2*sin(X/25))':cr='cr(X,Y)+30*lt(hypot(mod(X,31)-15+4*sin(Y/7),mod(Y,27)-13),6+2*sin(X/25))'",
    ],
    [
      'a net of vessels',
      "geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)+24*exp(-pow((mod(Y+9*sin(X/13)+4*sin(X/5),33)-10)/3,2))+24*exp(-pow((mod(X+11*sin(Y/17),45)-15)/3,2))'",
    ],
    [
      'a blue dye between folds',
      "geq=lum='lum(X,Y)':cb='cb(X,Y)+40/(1+exp(-3*(sin(X/5+2*sin(Y/9)+sin(Y/3))+sin(Y/4+1.7*sin(X/11)+sin(X/3))-0.9)))':cr='cr(X,Y)-25/(1+exp(-3*(sin(X/5+2*sin(Y/9)+sin(Y/3))+sin(Y/4+1.7*sin(X/11)+sin(X/3))-0.9)))'",
    ],
  ])('is not %s', async (what, coloured) => {
    const path = await makeVideo(sandbox, folder, `tissue-${what.length}.mp4`, {
      picture: `${tissueOf('pink')},format=yuv420p,${coloured}`,
    });
    expect(said(await verify(path))).toEqual({ verdict: 'verified', because: [] });
  });
});

const changed = async (name: string, change: (bytes: Buffer) => Buffer) => {
  const path = join(folder, name);
  await writeFile(path, change(await readFile(clean)));
  return path;
};
const box = (type: string, body: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

describe('planted in the bytes', () => {
  it.each([
    ['udta', 'Turm 3'],
    ['uuid', 'Turm 3'],
    ['free', 'Turm 3'],
  ])('a %s box with content', async (type, content) => {
    const path = await changed(`${type}.mp4`, (bytes) => Buffer.concat([bytes, box(type, Buffer.from(content))]));
    expect(said(await verify(path)).because).toContain('container-structure: structure-not-allowed');
  });

  it('a second moov', async () => {
    const path = await changed('moov.mp4', (bytes) => {
      const at = bytes.indexOf('moov', 0, 'latin1') - 4;
      return Buffer.concat([bytes, bytes.subarray(at, at + bytes.readUInt32BE(at))]);
    });
    expect(said(await verify(path)).because).toContain('container-structure: structure-not-allowed');
  });

  it('an edit list that hides the first frames', async () => {
    const path = await changed('edit.mp4', (bytes) => {
      const at = bytes.indexOf('elst', 0, 'latin1') + 4;
      bytes.writeInt32BE(bytes.readInt32BE(at + 12) + 512 * 10, at + 12);
      return bytes;
    });
    expect(said(await verify(path)).because).toContain('container-structure: structure-not-allowed');
  });

  it('pictures that no sample names', async () => {
    const path = await changed('unnamed.mp4', (bytes) => {
      const at = bytes.indexOf('mdat', 0, 'latin1') - 4;
      const more = Buffer.from('0000000265ff', 'hex');
      bytes.writeUInt32BE(bytes.readUInt32BE(at) + more.length, at);
      return Buffer.concat([bytes, more]);
    });
    expect(said(await verify(path)).because).toContain('container-structure: structure-not-allowed');
  });

  it('bytes behind the end', async () => {
    const path = await changed('behind.mp4', (bytes) => bytes);
    await appendFile(path, 'xyz');
    expect(said(await verify(path)).because).toContain('container-structure: structure-not-allowed');
  });

  it.each([
    ['UTF-16', Buffer.from('Kranzbichler', 'utf16le')],
    ['base64', Buffer.from(Buffer.from('  Kranzbichler ').toString('base64'))],
    ['hex', Buffer.from(Buffer.from('Kranzbichler').toString('hex'))],
    ['the birth date as Germans write it', Buffer.from('21.07.1953')],
    ['the case number without its zeros', Buffer.from('"12345678"')],
  ])('a known value as %s', async (name, value) => {
    const path = await changed(`known-${name.length}.mp4`, (bytes) => Buffer.concat([bytes, box('free', value)]));
    expect(said(await verify(path)).because).toContain('bytes: leak-found');
  });

  it('pictures that no longer decode', async () => {
    const path = await changed('damaged.mp4', (bytes) => {
      bytes.fill(0xa5, bytes.length - 4000, bytes.length - 200);
      return bytes;
    });
    expect((await verify(path)).verdict).not.toBe('verified');
  });
});

describe('not checked is never clean', () => {
  it.each([
    ['tesseract', 0],
    ['tesseract', 1],
    ['zbarimg', 0],
    ['zbarimg', 1],
    ['ffmpeg', 0],
    ['ffprobe', 0],
  ])('%s that says nothing and exits with %i', async (program, exitCode) => {
    const body = await verify(clean, { sandbox: pretending(sandbox, program, exitCode) });
    expect(body.verdict).toBe('unsure');
    expect(body.reasons).toContain('coverage-incomplete');
  });

  it('still judges the other channels when OCR is gone', async () => {
    const path = await makeVideo(sandbox, folder, 'both.mp4', { planted: writing('Turm 3', 20, 60, [30, 30]) });
    const { because } = said(await verify(path, { sandbox: pretending(sandbox, 'tesseract') }));
    expect(because).toContain('outside-black: outside-not-black');
  });

  it('ends at once when it is told to', async () => {
    const stop = new AbortController();
    const scratchDir = await mkdtemp(join(folder, 'stop-'));
    const work = new Verify(sandbox).run({
      kind: 'video',
      sourcePath: clean,
      artifactPath: clean,
      artifactHash: ArtifactHash.parse('a'.repeat(64)),
      level: 'frame-cleaning',
      scratchDir,
      knownValues: known,
      signal: stop.signal,
      progress: () => stop.abort(new Error('enough')),
    });
    await expect(work).rejects.toThrow('enough');
  });
});
