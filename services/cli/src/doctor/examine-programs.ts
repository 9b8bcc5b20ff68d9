import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkServers } from '@endoveil/embedded';
import { bubblewrap, locate, sandboxSelfTest } from '@endoveil/media';
import type { House } from '../config.js';
import { atLeast } from './at-least.js';
import { isGiven } from './examine-servers.js';
import { type Finding, missing, note, ok } from './finding.js';

const NODE_AT_LEAST = [24, 11] as const;
const LANGUAGES = ['deu', 'eng'];
const BUBBLEWRAP = '/usr/bin/bwrap';

/** Program, the argument that makes it say its version, and the Debian package it is in. */
const PROGRAMS = [
  ['ffmpeg', '-version', 'ffmpeg'],
  ['ffprobe', '-version', 'ffmpeg'],
  ['tesseract', '--version', 'tesseract-ocr'],
  ['pdftoppm', '-v', 'poppler-utils'],
  ['pdftotext', '-v', 'poppler-utils'],
  ['pdfimages', '-v', 'poppler-utils'],
  ['pdfinfo', '-v', 'poppler-utils'],
  ['pdfdetach', '-v', 'poppler-utils'],
  ['qpdf', '--version', 'qpdf'],
  ['ocrad', '--version', 'ocrad'],
  ['zbarimg', '--version', 'zbar-tools'],
] as const;

export async function examinePrograms(house: House): Promise<Finding[]> {
  const [programs, languages, sandbox, servers] = await Promise.all([
    Promise.all(PROGRAMS.map(([name, argument, debian]) => examineProgram(name, argument, debian))),
    examineLanguages(),
    examineSandbox(),
    examineEmbedded(house),
  ]);
  return [examineNode(), ...programs, ...languages, ...sandbox, ...servers];
}

function examineNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor >= NODE_AT_LEAST[1]);
  const fix = 'Start with ./endoveil, which brings its own Node.';
  return enough ? ok('node', process.versions.node) : missing('node', `${process.versions.node} is too old`, fix);
}

async function examineProgram(name: string, argument: string, debian: string): Promise<Finding> {
  const path = locate(name);
  const fix = `Run ./endoveil as root, or: apt-get install --no-install-recommends ${debian}`;
  if (path === undefined) return missing(name, 'not found in /usr/bin or /usr/local/bin', fix);
  const version = /\d+\.\d+[.\d]*/.exec(await firstWords(path, [argument]))?.[0];
  return version === undefined ? missing(name, 'does not start', fix) : ok(name, version);
}

async function examineLanguages(): Promise<Finding[]> {
  const path = locate('tesseract');
  if (path === undefined) return [];
  const installed = (await firstWords(path, ['--list-langs'])).split('\n').map((line) => line.trim());
  const languages = LANGUAGES.map((language) =>
    installed.includes(language)
      ? ok(`tesseract ${language}`, 'installed')
      : missing(`tesseract ${language}`, 'not installed', `apt-get install tesseract-ocr-${language}`),
  );
  const letters = installed.includes('Latin')
    ? ok('tesseract Latin', 'installed')
    : note(
        'tesseract Latin',
        'not installed: names with letters of other languages are read with plain ones',
        'apt-get install --no-install-recommends tesseract-ocr-script-latn',
      );
  return [...languages, letters];
}

async function examineSandbox(): Promise<Finding[]> {
  if (!existsSync(BUBBLEWRAP)) {
    return [missing('sandbox', 'bubblewrap is not installed, so no file is opened', 'apt-get install bubblewrap')];
  }
  const dir = await mkdtemp(join(tmpdir(), 'endoveil-doctor-'));
  try {
    const { ok: holds, finding } = await sandboxSelfTest(bubblewrap(), dir);
    const fix = 'Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1), or start as root.';
    return [holds ? ok('sandbox', finding) : missing('sandbox', finding, fix)];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Servers that run elsewhere need no program here. */
async function examineEmbedded(house: House): Promise<Finding[]> {
  const servers = (await checkServers()).filter(({ name }) => !isGiven(house, name));
  return servers.map(({ name, version }) => {
    if (version === undefined) {
      return missing(
        name,
        'missing, or cannot run as the user that would run it',
        'Remove .tools and start ./endoveil.',
      );
    }
    if (name !== 'NATS' || atLeast(version, 2, 10)) return ok(name, version);
    return note(
      name,
      `${version} syncs to disk late: after a power cut events are made again`,
      'Fine on one machine; use 2.12 in a hospital.',
    );
  });
}

/** What a program prints on either stream, whatever its exit status. */
function firstWords(path: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(path, args, { timeout: 10_000 }, (_error, stdout, stderr) => resolve(`${stdout}\n${stderr}`));
  });
}
