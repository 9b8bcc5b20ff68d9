import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryGroups } from './memory-groups.js';

const MIB = 1024 * 1024;
let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'groups-'))));
afterEach(() => rmSync(root, { recursive: true }));

const folder = (...path: string[]) => mkdirSync(join(root, ...path), { recursive: true });
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

describe('a group whose memory the kernel bounds', () => {
  it('is made below our own group of the first version', () => {
    folder('memory', 'house');
    const group = memoryGroups(root, '9:name=systemd:/\n4:memory:/house\n0::/\n').take(300)!;
    expect(group.procs.startsWith(join(root, 'memory', 'house', `endoveil-${process.pid}-`))).toBe(true);
    expect(readFileSync(join(group.procs, '..', 'memory.limit_in_bytes'), 'utf8')).toBe(String(300 * MIB));
  });

  it('is made beside our own group of the second version, where that has processes of its own', () => {
    folder('unit', 'main', 'cgroup.subtree_control');
    writeFileSync(join(root, 'cgroup.controllers'), 'cpu memory');
    const group = memoryGroups(root, '0::/unit/main\n').take(512)!;
    expect(read('unit', 'cgroup.subtree_control')).toBe('+memory');
    expect(group.procs.startsWith(join(root, 'unit', 'endoveil-'))).toBe(true);
    expect(readFileSync(join(group.procs, '..', 'memory.max'), 'utf8')).toBe(String(512 * MIB));
  });

  it('tells that the kernel ended somebody in it, and only since it was taken', () => {
    folder('memory');
    const groups = memoryGroups(root, '4:memory:/\n');
    const first = groups.take(300)!;
    expect(first.wasExceeded()).toBe(false);
    writeFileSync(join(first.procs, '..', 'memory.oom_control'), 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n');
    expect(first.wasExceeded()).toBe(true);
    first.release();
    const again = groups.take(300)!;
    expect(again.procs).toBe(first.procs);
    expect(again.wasExceeded()).toBe(false);
  });

  it('tells of nobody the kernel ended where what it says cannot be read', () => {
    folder('memory');
    const groups = memoryGroups(root, '4:memory:/\n');
    const [removed, unreadable] = [groups.take(300)!, groups.take(300)!];
    rmSync(join(removed.procs, '..'), { recursive: true });
    mkdirSync(join(unreadable.procs, '..', 'memory.oom_control'));
    expect([removed.wasExceeded(), unreadable.wasExceeded()]).toEqual([false, false]);
  });

  it('is used again for the same bound only, and by one at a time', () => {
    folder('memory');
    const groups = memoryGroups(root, '4:memory:/\n');
    const first = groups.take(300)!;
    const beside = groups.take(300)!;
    first.release();
    const others = [groups.take(400)!, groups.take(300)!];
    expect(beside.procs).not.toBe(first.procs);
    expect(others.map(({ procs }) => procs === first.procs)).toEqual([false, true]);
  });

  it('that a killed process left is removed, and one of a living process is not', () => {
    const [left, living] = ['endoveil-4194305-0123abcd', `endoveil-${process.ppid}-0123abcd`];
    folder('memory', left);
    folder('memory', living);
    memoryGroups(root, '4:memory:/\n');
    expect([left, living].map((name) => existsSync(join(root, 'memory', name)))).toEqual([false, true]);
  });

  it('is none where there are no such groups, and where one is gone', () => {
    expect(memoryGroups(root, '').take(300)).toBeUndefined();
    expect(memoryGroups(root, '4:memory:/nowhere\n').take(300)).toBeUndefined();
    folder('memory');
    const groups = memoryGroups(root, '4:memory:/\n');
    const first = groups.take(300)!;
    first.release();
    rmSync(join(first.procs, '..'), { recursive: true });
    expect(groups.take(300)).toBeUndefined();
  });
});
