import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Certificate } from '@endoveil/contracts';
import { checkFolder, type FolderFault } from '@endoveil/publisher';
import { loadSiteKey, signerOf } from '@endoveil/storage';
import { isSignedBy } from '@endoveil/work';
import { defineCommand, type Ended } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import type { House } from '../config.js';
import { withLedger } from '../record/with-ledger.js';

export default defineCommand<{ readonly certificate?: string; readonly key?: string }>({
  shape: (command) =>
    command
      .argument('<path>', 'an artifact, a folder that researchers were given, or `audit`: the history of this system')
      .option('--certificate <file>', 'default: beside it, with the ending .certificate.json')
      .option('--key <hex>', 'the public key, 64 hex digits; default: this site’s own'),
  run: async ({ args, options, terminal, house }) => {
    const path = String(args[0]);
    if (path === 'audit') return await verifyAudit(house, terminal);
    const publicKey = options.key
      ? Buffer.from(options.key, 'hex')
      : signerOf(await loadSiteKey(house.siteKeyFile), 'certificate').publicKey;
    // for whoever checks elsewhere, with this key alone
    if (!options.key) terminal.say(`public key of this site: ${Buffer.from(publicKey).toString('hex')}`);
    if ((await stat(path).catch(() => undefined))?.isDirectory()) return await verifyFolder(path, publicKey, terminal);
    const beside = `${path.replace(/\.[^./]+$/, '')}.certificate.json`;
    const hash = await hashOf(path).catch(() => undefined);
    const text = await readFile(options.certificate ?? beside, 'utf8').catch(() => undefined);
    if (!hash || !text)
      throw new CommandFailed(exitCodes.notFound, 'no-such-path', 'The file or its certificate cannot be read.');
    const certificate = Certificate.safeParse(safeJson(text));
    if (!certificate.success)
      throw new CommandFailed(
        exitCodes.verificationFailed,
        'not-a-certificate',
        'The certificate cannot be understood.',
      );
    const { body } = certificate.data;
    const hashMatches = hash === body.artifactHash;
    const signed = isSignedBy(certificate.data, publicKey);
    terminal.say(`bytes: ${hashMatches ? 'as certified' : 'NOT what was certified'}`);
    terminal.say(`signature: ${signed ? 'valid' : 'NOT valid under this key'}`);
    terminal.say(`verdict: ${body.verdict} (level ${body.level})`);
    const ok = hashMatches && signed && body.verdict === 'verified';
    return {
      exit: ok ? exitCodes.ok : exitCodes.verificationFailed,
      document: { hashMatches, signed, verdict: body.verdict },
    };
  },
});

/** The whole history as it stands at this moment; whoever writes meanwhile is not disturbed. */
async function verifyAudit(house: House, terminal: Terminal): Promise<Ended> {
  return await withLedger(house, async (ledger, _environment, storage) => {
    const report = await ledger.checkAudit(signerOf(storage.siteKey, 'audit'));
    for (const { fault, itemId, number, position } of report.faults.slice(0, 20))
      terminal.say(`${fault}: item ${itemId ?? '?'}, entry ${number ?? '?'}, position ${position ?? '?'}`);
    terminal.say(`${report.entries} entries, ${report.sealed} sealed: ${report.whole ? 'whole' : 'NOT whole'}`);
    return { exit: report.whole ? exitCodes.ok : exitCodes.verificationFailed, document: report };
  });
}

/** Every release in the folder, and that nothing else lies there. */
async function verifyFolder(path: string, publicKey: Uint8Array, terminal: Terminal): Promise<Ended> {
  const report = await checkFolder(path, publicKey);
  terminal.say(`${report.releases} releases in ${report.files} files`);
  for (const { file, fault } of report.faults) terminal.say(`${file}: ${faultTexts[fault]}`);
  if (report.faults.length === 0)
    terminal.say('Every byte is what was certified and released, and nothing else is there.');
  return { exit: report.faults.length === 0 ? exitCodes.ok : exitCodes.verificationFailed, document: report };
}

const faultTexts = {
  manifest: 'is no manifest',
  signature: 'is NOT signed by this key',
  missing: 'is missing',
  altered: 'is NOT what was released',
  certificate: 'does NOT certify the file beside it',
  stranger: 'belongs to no release',
} as const satisfies Record<FolderFault['fault'], string>;

/** A piece at a time: videos may be larger than what one read can hold. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
