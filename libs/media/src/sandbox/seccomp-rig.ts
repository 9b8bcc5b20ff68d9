import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** For tests: the profile that container engines are given, as the filter that the kernel would get from them. */
export interface Profile {
  readonly defaultAction: string;
  readonly defaultErrnoRet: number;
  readonly archMap: readonly { readonly architecture: string }[];
  readonly syscalls: readonly {
    readonly names: readonly string[];
    readonly action: string;
    readonly errnoRet?: number;
    readonly args?: readonly { readonly index: number; readonly value: number; readonly op: string }[];
  }[];
}

const clone = resolve(import.meta.dirname, '../../../..');

export const profile = JSON.parse(readFileSync(join(clone, 'deploy/seccomp.json'), 'utf8')) as Profile;

/** The numbers of system calls as the kernel's headers tell them, unpacked for the tests or installed. */
function callNumbers(): ReadonlyMap<string, number> {
  const header = [join(clone, '.tools/deb'), '/']
    .map((root) => join(root, 'usr/include/x86_64-linux-gnu/asm/unistd_64.h'))
    .find((path) => existsSync(path));
  if (header === undefined) throw new Error('The headers of the kernel are missing: ./endoveil test fetches them.');
  const lines = readFileSync(header, 'utf8').matchAll(/__NR_(\w+)\s+(\d+)/g);
  return new Map([...lines].map(([, name, number]) => [name!, Number(number)]));
}

const ALLOW = 0x7f_ff_00_00;
const KILL = 0x80_00_00_00;
const errno = (number: number) => 0x00_05_00_00 + number;
const X86_64 = 0xc0_00_00_3e;

type Instruction = readonly [code: number, yes: number, no: number, value: number];

/** Classic BPF over `struct seccomp_data`: number at 0, architecture at 4, the low half of argument n at 16 + 8n. */
export function filterOf({ syscalls, defaultErrnoRet }: Profile): Buffer {
  const numbers = callNumbers();
  const load = (at: number): Instruction => [0x20, 0, 0, at];
  const give = (what: number): Instruction => [0x06, 0, 0, what];
  const unlessEqual = (value: number, skip: number): Instruction => [0x15, 0, skip, value];
  const unlessGreater = (value: number, skip: number): Instruction => [0x25, skip, 0, value];
  const rules = syscalls.flatMap(({ names, action, errnoRet, args = [] }) => {
    const end = action === 'SCMP_ACT_ALLOW' ? ALLOW : errno(errnoRet ?? defaultErrnoRet);
    const [arg] = args;
    return names.flatMap((name) => {
      const number = numbers.get(name);
      if (number === undefined) return [];
      if (!arg) return [unlessEqual(number, 1), give(end)];
      if (arg.op !== 'SCMP_CMP_LE') throw new Error('only one comparison is known');
      const tested = [load(16 + 8 * arg.index), unlessGreater(arg.value, 1), give(end), give(errno(defaultErrnoRet))];
      return [unlessEqual(number, tested.length), ...tested];
    });
  });
  const all = [load(4), unlessEqual(X86_64, 1), load(0), ...rules, give(errno(defaultErrnoRet))];
  // a foreign architecture ends at once
  all.splice(2, 0, [0x05, 0, 0, 1], give(KILL));
  const bytes = Buffer.alloc(all.length * 8);
  for (const [i, [code, yes, no, value]] of all.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(yes, i * 8 + 2);
    bytes.writeUInt8(no, i * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, i * 8 + 4);
  }
  return bytes;
}

/**
 * A program that does what its arguments say as a container would: as user 1000 without any capability, and under the
 * profile. Itself a bubblewrap, because there is no engine.
 */
export async function containerProgram(dir: string, program: string): Promise<string> {
  const [filter, path] = [join(dir, 'filter.bpf'), join(dir, `under-profile-${program.split('/').at(-1)}`)];
  await writeFile(filter, filterOf(profile));
  const as = '--unshare-user --uid 1000 --gid 1000 --cap-drop ALL --die-with-parent --dev-bind / /';
  await writeFile(path, `#!/bin/sh\nexec 9<'${filter}'\nexec /usr/bin/bwrap ${as} --seccomp 9 -- ${program} "$@"\n`);
  await chmod(path, 0o755);
  return path;
}
