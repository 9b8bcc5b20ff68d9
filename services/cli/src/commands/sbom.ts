import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type Bill, installedPackages, pinnedPackages, withPrograms } from '../workspace/bill-of-materials.js';

const run = promisify(execFile);

export default defineCommand<{ readonly out?: string; readonly spec: string }>({
  shape: (command) =>
    command
      .option('--out <file>', 'default: standard output')
      .option('--spec <version>', 'version of CycloneDX: 1.5, 1.6 or 1.7', '1.6'),
  run: async ({ options, terminal, house }) => {
    const bill = await npmPackages(house.clone, options.spec);
    const deploy = join(house.clone, 'deploy');
    const pinned = pinnedPackages(await readFile(join(deploy, 'toolchain', 'servers.sha256'), 'utf8'));
    const wanted = inImages(await readFile(join(deploy, 'Dockerfile'), 'utf8'));
    const document = withPrograms(bill, [...pinned, ...installedPackages(wanted, await versionsHere(wanted))]);
    const count = document.components?.length ?? 0;
    if (options.out) {
      await writeFile(options.out, `${JSON.stringify(document, null, 2)}\n`);
      terminal.say(`${count} components in ${options.out}.`);
    } else if (!terminal.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return { document };
  },
});

/** What runs in production, from the lock file; licenses as the installed packages say. */
async function npmPackages(clone: string, spec: string): Promise<Bill> {
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-spec-version',
    spec,
    '--sbom-type',
    'application',
    '--prod',
  ];
  try {
    const { stdout } = await run('pnpm', args, { cwd: clone, maxBuffer: 64 * 1024 ** 2 });
    return JSON.parse(stdout) as Bill;
  } catch {
    throw new CommandFailed(
      exitCodes.dependencyMissing,
      'no-bill',
      'pnpm could not write the bill of materials.',
      'Start it by ./endoveil sbom, which brings pnpm; --spec is 1.5, 1.6 or 1.7.',
    );
  }
}

/** The Debian packages that the Dockerfile installs. */
function inImages(dockerfile: string): readonly string[] {
  return /--no-install-recommends \\\n(.*?)\\\n +&& rm/s.exec(dockerfile)?.[1]?.match(/[\w-]+/g) ?? [];
}

async function versionsHere(packages: readonly string[]): Promise<string> {
  const args = ['-W', '-f', '${Package} ${Version}\\n', ...packages];
  // it fails when one of them is missing, and still tells the others
  return await run('dpkg-query', args).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? '',
  );
}
