import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.js';

/** Proves on this host that a child starts, and that it sees neither the network nor a file it was not given. */
export async function sandboxSelfTest(sandbox: Sandbox, scratchDir: string): Promise<{ ok: boolean; finding: string }> {
  const secret = join(scratchDir, 'self-test');
  await writeFile(secret, 'not for the child', { mode: 0o600 });
  const script = `
    const fs = require('node:fs');
    const seen = [${JSON.stringify(secret)}, '/etc/passwd', '/root', '/home'].filter((path) => fs.existsSync(path));
    const links = fs.readFileSync('/proc/net/dev', 'utf8').split('\\n').slice(2).map((line) => line.split(':')[0].trim()).filter((name) => name && name !== 'lo');
    process.stdout.write(JSON.stringify({ seen, links }));`;
  try {
    const { exitCode, stdout } = await sandbox.output({
      program: 'node',
      args: ['-e', script],
      reads: [],
      limits: { memoryMiB: 512, deadlineSeconds: 20 },
      signal: AbortSignal.timeout(20_000),
    });
    if (exitCode !== 0) return { ok: false, finding: 'the sandbox does not start' };
    const { seen, links } = JSON.parse(stdout.toString('utf8')) as { seen: string[]; links: string[] };
    if (seen.length > 0) return { ok: false, finding: 'the sandbox shows files of the host' };
    if (links.length > 0) return { ok: false, finding: 'the sandbox has a network' };
    return { ok: true, finding: 'a child sees no network and no file it was not given' };
  } catch {
    return { ok: false, finding: 'the sandbox does not start' };
  }
}
