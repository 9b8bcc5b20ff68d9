import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Certificate } from '@endoveil/contracts';
import { createSiteKey, signerOf } from '@endoveil/storage';
import { isSignedBy } from '@endoveil/work';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';

export default defineCommand<{ readonly certificate?: string; readonly key?: string }>({
  shape: (command) =>
    command
      .argument('<file>', 'an artifact')
      .option('--certificate <file>', 'default: beside it, with the ending .certificate.json')
      .option('--key <hex>', 'the public key, 64 hex digits; default: this site’s own'),
  run: async ({ args, options, terminal, house }) => {
    const path = String(args[0]);
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
    const key = options.key
      ? Buffer.from(options.key, 'hex')
      : signerOf(await createSiteKey(house.siteKeyFile), 'certificate').publicKey;
    const { body } = certificate.data;
    const hashMatches = hash === body.artifactHash;
    const signed = isSignedBy(certificate.data, key);
    terminal.say(`bytes: ${hashMatches ? 'as certified' : 'NOT what was certified'}`);
    terminal.say(`signature: ${signed ? 'valid' : 'NOT valid under this key'}`);
    terminal.say(`verdict: ${body.verdict} (level ${body.level})`);
    const ok = hashMatches && signed && body.verdict !== 'failed';
    return {
      exit: ok ? exitCodes.ok : exitCodes.verificationFailed,
      document: { hashMatches, signed, verdict: body.verdict },
    };
  },
});

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
