import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactHash, type CertificateBody } from '@endoveil/contracts';
import { bubblewrap, type Sandbox, type SandboxRun } from '@endoveil/media';
import { anInventedPatient, makeExamVideo } from '@endoveil/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Verify } from './verify.js';

const sandbox = bubblewrap();
const home = mkdtempSync(join(tmpdir(), 'verify-video-'));
const source = join(home, 'source.mp4');
const clean = join(home, 'clean.mp4');
const patient = anInventedPatient(7, { lastName: 'Kranzbichler', firstName: 'Ottokar' });
const verify = new Verify(sandbox);

const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
const PLAIN = [
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-bsf:v',
  'filter_units=remove_types=6',
  '-movflags',
  '+faststart',
  '-f',
  'mp4',
];
/** A rectangle of the picture on black. */
const BLACK_BESIDE =
  'drawbox=0:0:252:360:black:fill,drawbox=560:0:80:360:black:fill,drawbox=0:0:640:20:black:fill,drawbox=0:340:640:20:black:fill';
const written = (text: string, x: number, y: number, when: string) =>
  `drawtext=text='${text}':font='DejaVu Sans':fontsize=20:fontcolor=white:x=${x}:y=${y}:enable='${when}'`;

/** The clean video with something else in its frames. */
function encoded(name: string, ...filters: string[]): string {
  const path = join(home, `${name}.mp4`);
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p', '-an'];
  const filter = [BLACK_BESIDE, ...filters].join(',');
  ffmpeg('-i', source, '-map', '0:v', '-vf', filter, '-vsync', 'passthrough', ...encoder, ...PLAIN, path);
  return path;
}

/** The clean video in another wrapping. */
function wrapped(name: string, inputs: readonly string[], options: readonly string[]): string {
  const path = join(home, `${name}.mp4`);
  ffmpeg('-i', clean, ...inputs, '-c:v', 'copy', ...PLAIN.slice(0, -2), ...options, '-f', 'mp4', path);
  return path;
}

async function certificateOf(artifactPath: string, by = verify): Promise<CertificateBody> {
  return await by.run({
    kind: 'video',
    sourcePath: source,
    artifactPath,
    scratchDir: mkdtempSync(join(home, 'scratch-')),
    artifactHash: ArtifactHash.parse('0'.repeat(64)),
    level: 'frame-cleaning',
    knownValues: [
      { name: 'last-name', value: patient.lastName },
      { name: 'first-name', value: patient.firstName },
      { name: 'birth-date', value: patient.birthDate },
    ],
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

/** As tesseract does on a machine without its words: it says nothing, and that all went well. */
const mute = (run: SandboxRun) => (run.program === 'tesseract' ? { ...run, program: 'node', args: ['-e', ''] } : run);

const troubled = ({ checks }: CertificateBody) =>
  Object.fromEntries(checks.filter(({ outcome }) => outcome !== 'passed').map(({ name, reason }) => [name, reason]));

beforeAll(async () => {
  const size = { width: 640, height: 360, framesPerSecond: 10, seconds: 1.5, seed: 3 };
  await makeExamVideo({ patient, path: source, ...size });
  copyFileSync(encoded('first'), clean);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('verifies a clean video, and tells what it covered', async () => {
  const certificate = await certificateOf(clean);
  expect(troubled(certificate)).toEqual({});
  expect(certificate).toMatchObject({ verdict: 'verified', reasons: [], knownValuesSearched: 3 });
  expect(certificate.checks.find(({ name }) => name === 'parity')).toMatchObject({ covered: 15, unit: 'frames' });
  expect(JSON.stringify(certificate)).not.toContain(patient.lastName);
  expect(Object.values(certificate.tools)).not.toContain('missing');
  expect(Object.values(certificate.tools)).not.toContain('unknown');
});

describe('a wrapping that could say something', () => {
  it('fails for a sound', async () => {
    const sine = ['-f', 'lavfi', '-i', 'sine=duration=1'];
    const path = wrapped('sound', sine, ['-map', '0:v', '-map', '1:a', '-c:a', 'aac']);
    const certificate = await certificateOf(path);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ streams: 'structure-not-allowed' });
  });

  it('fails for a title, whether it names the patient or not', async () => {
    const named = wrapped('named', [], ['-metadata', `title=${patient.lastName}`]);
    expect(troubled(await certificateOf(named))).toEqual({
      'container-structure': 'structure-not-allowed',
      bytes: 'leak-found',
      streams: 'structure-not-allowed',
    });
    const neutral = wrapped('neutral', [], ['-metadata', 'title=Gastroskopie']);
    expect((await certificateOf(neutral)).verdict).toBe('failed');
  });

  it('fails for bytes behind the last box', async () => {
    const path = join(home, 'behind.mp4');
    copyFileSync(clean, path);
    appendFileSync(path, 'Ottok');
    const certificate = await certificateOf(path);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'container-structure': 'structure-not-allowed' });
  });
});

describe('frames that show too much or too little', () => {
  it('fails for a single frame with writing beside the picture', async () => {
    const path = encoded('beside', written('GIF-XZ1200', 40, 100, 'eq(n,7)'));
    const certificate = await certificateOf(path);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'outside-black': 'outside-not-black' });
  });

  it('fails for the name in the picture on five frames', async () => {
    const path = encoded('inside', written(`${patient.lastName} ${patient.firstName}`, 280, 250, 'between(n,4,8)'));
    const certificate = await certificateOf(path);
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'text-candidates': 'leak-found' });
  });

  it('never verifies writing in the picture that nobody knows', async () => {
    const certificate = await certificateOf(encoded('unknown', written('Querfurtsheimer', 280, 250, 'eq(n,6)')));
    expect(certificate.verdict).toBe('unsure');
    expect(certificate.reasons).toContain('candidate-unexplained');
  });

  it('fails for a frame that is missing', async () => {
    const certificate = await certificateOf(encoded('dropped', "select='not(eq(n,7))'"));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toEqual({ parity: 'parity-broken' });
  });

  it('fails for frames that come at other times', async () => {
    const certificate = await certificateOf(encoded('later', "setpts='PTS+gte(N,8)/TB/20'"));
    expect(troubled(certificate)).toEqual({ parity: 'parity-broken' });
  });

  it('fails for a video that shows nothing', async () => {
    const certificate = await certificateOf(encoded('black', 'drawbox=0:0:640:360:black:fill'));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toEqual({ 'outside-black': 'result-blank' });
  });
});

it('leaves a file unsure that is too large for one look, and still looks at its frames', async () => {
  const path = join(home, 'large.mp4');
  copyFileSync(clean, path);
  truncateSync(path, 2 ** 31 + 4096);
  const certificate = await certificateOf(path);
  expect(certificate.verdict).not.toBe('verified');
  expect(troubled(certificate)).toMatchObject({ bytes: 'coverage-incomplete' });
  expect(certificate.checks.find(({ name }) => name === 'parity')).toMatchObject({ outcome: 'passed' });
});

describe('an OCR that prints nothing', () => {
  const deaf: Sandbox = {
    start: (run) => sandbox.start(mute(run)),
    output: (run, limits) => sandbox.output(mute(run), limits),
  };

  it('leaves a clean video unsure: not checked is not clean', async () => {
    const certificate = await certificateOf(clean, new Verify(deaf));
    expect(certificate.verdict).toBe('unsure');
    expect(Object.values(troubled(certificate))).toEqual(['coverage-incomplete']);
  });

  it('does not hide what the other checks found', async () => {
    const path = encoded('both', written('GIF-XZ1200', 40, 100, 'eq(n,7)'));
    const certificate = await certificateOf(path, new Verify(deaf));
    expect(certificate.verdict).toBe('failed');
    expect(troubled(certificate)).toMatchObject({ 'outside-black': 'outside-not-black' });
  });
});
