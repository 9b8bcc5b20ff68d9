import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Room {
  readonly name: string;
  readonly dir: string;
  readonly layer: string;
  readonly manifest: { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };
}

/** Which layers a layer may build on. `test` rooms serve tests, the demo and evaluations only. */
const mayUse: Record<string, readonly string[]> = {
  contracts: [],
  pure: ['contracts'],
  platform: ['contracts', 'platform'],
  service: ['contracts', 'pure', 'platform'],
  test: ['contracts', 'pure', 'test', 'service', 'platform'],
};

let rooms: Map<string, Room>;
let edges: { from: string; to: string }[];

beforeAll(() => {
  const dir = mkdtempSync(join(tmpdir(), 'graph-'));
  const file = join(dir, 'graph.json');
  execFileSync(join(root, 'node_modules/.bin/nx'), ['graph', `--file=${file}`], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, NX_DAEMON: 'false', NX_CACHE_PROJECT_GRAPH: 'false' },
  });
  const { graph } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(dir, { recursive: true });
  rooms = new Map(
    Object.values<{ name: string; data: { root: string; tags: string[] } }>(graph.nodes).map((node) => [
      node.name,
      {
        name: node.name.replace('@endoveil/', ''),
        dir: node.data.root,
        layer: node.data.tags.find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length) ?? 'none',
        manifest: JSON.parse(readFileSync(join(root, node.data.root, 'package.json'), 'utf8')),
      },
    ]),
  );
  edges = Object.values<{ source: string; target: string }[]>(graph.dependencies)
    .flat()
    .map((edge) => ({ from: edge.source, to: edge.target }));
}, 60_000);

/** Edges that the running system has; a room's tests may use the test rooms beside them. */
const running = () => edges.filter(({ from, to }) => rooms.get(from)?.manifest.dependencies?.[to] !== undefined);

const sources = (room: Room) =>
  (room.name === 'test' ? [] : readdirSync(join(root, room.dir, 'src'), { recursive: true, encoding: 'utf8' }))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file: join(room.dir, 'src', file),
      text: readFileSync(join(root, room.dir, 'src', file), 'utf8'),
    }));

describe('the layers of the house', () => {
  it('holds every room in a known layer', () => {
    expect(rooms.size).toBeGreaterThanOrEqual(20);
    expect([...rooms.values()].filter((room) => !(room.layer in mayUse)).map((room) => room.name)).toEqual([]);
  });

  it('lets a room build only on the layers below it', () => {
    const wrong = running().filter(({ from, to }) => {
      const [a, b] = [rooms.get(from), rooms.get(to)];
      if (!a || !b || a.name === 'cli') return false;
      return !(mayUse[a.layer] ?? []).includes(b.layer);
    });
    expect(wrong).toEqual([]);
  });

  it('lets no service build on another, except the composition root', () => {
    const wrong = running().filter(
      ({ from, to }) =>
        rooms.get(from)?.name !== 'cli' && rooms.get(from)?.layer === 'service' && rooms.get(to)?.layer === 'service',
    );
    expect(wrong).toEqual([]);
  });

  it('keeps the verifier apart from what it checks', () => {
    const reach = (name: string, seen = new Set<string>()): Set<string> => {
      for (const { from, to } of edges) if (from === name && !seen.has(to)) reach(to, seen.add(to));
      return seen;
    };
    const reached = [...reach('@endoveil/verifier')];
    expect(reached).toContain('@endoveil/media');
    expect(reached).not.toContain('@endoveil/masking');
    expect(reached).not.toContain('@endoveil/phi');
    expect(reached).not.toContain('@endoveil/llm');
  });

  it('enters a room only by its face', () => {
    const deep = [...rooms.values()].flatMap((room) =>
      sources(room)
        .filter(({ text }) => /from '@endoveil\/[a-z-]+\//.test(text))
        .map(({ file }) => file),
    );
    expect(deep).toEqual([]);
  });

  it('imports only what its package.json names', () => {
    const unnamed = [...rooms.values()].flatMap((room) => {
      const named = { ...room.manifest.dependencies, ...room.manifest.devDependencies };
      return sources(room).flatMap(({ file, text }) =>
        [...text.matchAll(/from '(@endoveil\/[a-z-]+)'/g)]
          .map((match) => match[1] as string)
          .filter((name) => !(name in named) && name !== `@endoveil/${room.name}`)
          .map((name) => `${file} → ${name}`),
      );
    });
    expect(unnamed).toEqual([]);
  });

  it('gives the compiler the same references as the packages', () => {
    const wrong = [...rooms.values()].flatMap((room) => {
      const config = JSON.parse(readFileSync(join(root, room.dir, 'tsconfig.json'), 'utf8'));
      const referenced = (config.references as { path: string }[]).map(({ path }) => path.split('/').at(-1)).sort();
      const named = Object.keys({ ...room.manifest.dependencies, ...room.manifest.devDependencies })
        .filter((name) => name.startsWith('@endoveil/'))
        .map((name) => name.replace('@endoveil/', ''))
        .sort();
      return JSON.stringify(referenced) === JSON.stringify(named) ? [] : [`${room.name}: ${referenced} ≠ ${named}`];
    });
    expect(wrong).toEqual([]);
  });

  it('reads the environment only in config.ts and in the runtime', () => {
    const readers = [...rooms.values()]
      .filter((room) => room.layer !== 'test' && room.name !== 'runtime')
      .flatMap((room) => sources(room))
      .filter(({ file, text }) => !/(\/config\.ts|\.test\.ts)$/.test(file) && /process\.env\b/.test(text))
      .map(({ file }) => file);
    expect(readers).toEqual([]);
  });

  it('never sends a bare nak: it burns every delivery in milliseconds', () => {
    const bare = [...rooms.values()]
      .flatMap((room) => sources(room))
      .filter(({ file, text }) => !file.endsWith('.test.ts') && /\.nak\(\s*\)/.test(text))
      .map(({ file }) => file);
    expect(bare).toEqual([]);
  });
});
