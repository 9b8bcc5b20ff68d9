import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { hostSettings } from '@endoveil/host';
import { loadSettings } from '@endoveil/runtime';
import { addressOf } from '@endoveil/llm';
import { loadSiteKey } from '@endoveil/storage';
import type { House } from '../config.js';
import { scratchOf } from '../house/embedded.js';
import { findUpProcess } from '../house/up-process.js';
import { type Finding, missing, note, ok } from './finding.js';

const GIB = 1024 ** 3;
const ENOUGH_DISK_GIB = 10;
/** Linux: statfs(2), TMPFS_MAGIC. */
const TMPFS = 0x0102_1994;
const OLLAMA_TIMEOUT_MS = 2_000;

export async function examineMachine(house: House): Promise<Finding[]> {
  return Promise.all([
    examineDisk(house),
    examineScratch(house),
    examinePort(house),
    examineSiteKey(house.siteKeyFile),
    examineOllama(house.ollamaUrl),
  ]);
}

async function examineDisk({ zonesDir, environment }: House): Promise<Finding> {
  const { keepFreeBytes } = loadSettings({ keepFreeBytes: hostSettings.keepFreeBytes }, environment);
  const { bavail, bsize } = await statfs(nearestFolder(zonesDir));
  const free = (bavail * bsize) / GIB;
  const finding = `${free.toFixed(1)} GiB free for the zones`;
  if (bavail * bsize < keepFreeBytes)
    return missing('disk', `${finding}: nothing is taken in`, 'Free space, or move ENDOVEIL_HOME to another disk.');
  return free < ENOUGH_DISK_GIB
    ? note('disk', finding, 'A video needs about three times its size.')
    : ok('disk', finding);
}

async function examineScratch(house: House): Promise<Finding> {
  const folder = house.scratchDir ?? (await scratchOf(house)).ENDOVEIL_SCRATCH_DIR ?? house.zonesDir;
  const { type } = await statfs(nearestFolder(folder));
  if (type === TMPFS) return ok('scratch', 'in memory (tmpfs)');
  const fix = 'Set ENDOVEIL_SCRATCH_DIR to a tmpfs, such as a folder below /dev/shm with mode 0700.';
  return note('scratch', 'on a disk: decrypted work may leave traces there', fix);
}

async function examinePort(house: House): Promise<Finding> {
  const port = house.httpPort;
  if (port === 0) return ok('port', 'a free one is chosen at the start');
  if (findUpProcess(house.home)) return ok('port', 'Endoveil is running');
  if (await isFree(port)) return ok('port', `${port} is free`);
  return missing('port', `${port} is taken by another program`, 'Set ENDOVEIL_HTTP_PORT to a free port.');
}

async function examineSiteKey(file: string): Promise<Finding> {
  if (!existsSync(file))
    return note('site key', 'none yet', 'Nothing: the first `up` makes it. Keep a copy of it apart from the backups.');
  try {
    const { id } = await loadSiteKey(file);
    return ok('site key', `readable by its owner alone, id ${id}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'refused';
    return missing(
      'site key',
      why,
      'The file must belong to the service alone: chmod 0600, and restore it if it is damaged.',
    );
  }
}

/** No language model is a way to run, not a fault: reports are then read by rules. */
async function examineOllama(url: string | undefined): Promise<Finding> {
  if (url === undefined) return note('Ollama', 'not configured: metadata is read by rules', 'Set ENDOVEIL_OLLAMA_URL.');
  try {
    const { url: address, headers } = addressOf(url);
    const answer = await fetch(new URL('/api/version', address), {
      headers,
      signal: AbortSignal.timeout(OLLAMA_TIMEOUT_MS),
    });
    const { version } = (await answer.json()) as { version?: unknown };
    if (typeof version === 'string' && /^[\w.-]{1,40}$/.test(version)) return ok('Ollama', version);
  } catch {
    // said below
  }
  return note(
    'Ollama',
    'does not answer: metadata is read by rules until it does',
    'Start Ollama, or correct ENDOVEIL_OLLAMA_URL.',
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The folder itself, or the first above it that exists. */
function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
