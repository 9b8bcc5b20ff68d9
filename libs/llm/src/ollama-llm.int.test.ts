import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOllamaStandIn } from '@endoveil/testing';
import { loadSettings, maskSettings } from '@endoveil/runtime';
import { describe, expect, it } from 'vitest';
import { chunksOf } from './chunks.js';
import { llmSettings } from './config.js';
import { noLlm, OllamaLlm } from './index.js';

const never = new AbortController().signal;
const quiet = () => undefined;
const TEXT = `Patient: Kranzbichler ,Mechthild geb. 12.07.1978. Untersucht von Dr. med. Sauerbeck. ${'Schleimhaut unauffällig. '.repeat(20)}`;

async function withStandIn(...[mood]: Parameters<typeof startOllamaStandIn>) {
  const standIn = await startOllamaStandIn(mood);
  const settings = {
    ...loadSettings(llmSettings, {}),
    firstTokenSeconds: 0.3,
    betweenTokensSeconds: 0.2,
    totalSeconds: 2,
  };
  return {
    standIn,
    llm: new OllamaLlm(standIn.url, settings),
    [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose](),
  };
}

describe('Ollama', () => {
  it('proposes names and fields that stand in the text, and nothing else', async () => {
    await using at = await withStandIn('ready');
    expect(await at.llm.ready()).toBe(true);
    const names = await at.llm.names(TEXT, never, quiet);
    expect(names).toContain('Sauerbeck');
    expect(names).not.toContain('Erfundener Name');
    const fields = await at.llm.fields(TEXT, never, quiet);
    expect(fields).toEqual([{ name: 'last-name', value: 'Kranzbichler', source: 'llm', confidence: 0.8 }]);
  });

  it.each([
    ['hanging', 'llm-timeout'],
    ['slow', 'llm-timeout'],
    ['endless', 'llm-timeout'],
    ['garbage', 'llm-answer-unusable'],
    ['cut-off', 'llm-answer-unusable'],
    ['truncating', 'llm-window-too-small'],
    ['forgetting', 'llm-window-too-small'],
    ['failing', 'llm-unavailable'],
    ['missing-model', 'llm-unavailable'],
    ['dropping', 'llm-unavailable'],
    ['not-found', 'llm-unavailable'],
    ['misshapen', 'llm-answer-unusable'],
    ['garrulous', 'llm-answer-unusable'],
  ] as const)('%s is told as %s', async (mood, code) => {
    await using at = await withStandIn(mood);
    await expect(at.llm.names(TEXT, never, quiet)).rejects.toMatchObject({ code });
  });

  it.each(['inventing', 'omitting', 'refusing', 'obedient'] as const)('%s adds nothing', async (mood) => {
    await using at = await withStandIn(mood);
    expect(await at.llm.names(TEXT, never, quiet)).toEqual([]);
    expect(await at.llm.fields(TEXT, never, quiet)).toEqual([]);
  });

  it('is asked once about the same text, and again about another or in another window', async () => {
    await using at = await withStandIn('ready');
    const first = await at.llm.names(TEXT, never, quiet);
    const asked = at.standIn.questions;
    expect(await at.llm.names(TEXT, never, quiet)).toEqual(first);
    expect(at.standIn.questions).toBe(asked);
    await at.llm.names(`${TEXT} `, never, quiet);
    expect(at.standIn.questions).toBe(2 * asked);
    const pulled = new OllamaLlm(at.standIn.url, { ...loadSettings(llmSettings, {}), windowTokens: 4096 });
    await pulled.names(TEXT, never, quiet);
    expect(at.standIn.questions).toBe(3 * asked);
  });

  it('an unusable answer is not kept', async () => {
    await using at = await withStandIn('garbage');
    await expect(at.llm.names(TEXT, never, quiet)).rejects.toMatchObject({ code: 'llm-answer-unusable' });
    at.standIn.mood = 'ready';
    expect(await at.llm.names(TEXT, never, quiet)).toContain('Sauerbeck');
  });

  it('reads what stands in the front of a long text as well as its end', async () => {
    await using at = await withStandIn('ready');
    const long = `${TEXT}\n${'Die Schleimhaut ist unauffällig. '.repeat(1500)}\nHerr Zubarnik`;
    const names = await at.llm.names(long, never, quiet);
    expect(names).toEqual(expect.arrayContaining(['Sauerbeck', 'Zubarnik']));
  });

  it('is not asked again for a while after three failures', async () => {
    await using at = await withStandIn('garbage');
    for (let i = 0; i < 5; i += 1) await at.llm.names(TEXT, never, quiet).catch(quiet);
    expect(at.standIn.questions).toBe(3);
  });

  it('stops when it is told to', async () => {
    await using at = await withStandIn('hanging');
    const stop = new AbortController();
    const asked = at.llm.names(TEXT, stop.signal, quiet);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('is away where nothing listens', async () => {
    const llm = new OllamaLlm('http://127.0.0.1:9', loadSettings(llmSettings, {}));
    expect(await llm.ready()).toBe(false);
    await expect(llm.names(TEXT, never, quiet)).rejects.toMatchObject({ code: 'llm-unavailable' });
    await expect(noLlm.names(TEXT, never, quiet)).rejects.toMatchObject({ code: 'llm-disabled' });
  });
});

it('hangs up on a server whose answer has no end, however fast it comes', async () => {
  const hungUp = Promise.withResolvers<void>();
  const server = createServer((request, answer) => {
    if (request.url === '/api/tags') return void answer.end(JSON.stringify({ models: [{ name: 'llama3.1:8b' }] }));
    const piece = `${JSON.stringify({ message: { role: 'assistant', content: 'x'.repeat(10_000) }, done: false })}\n`;
    const flood = () => {
      while (!answer.destroyed && answer.write(piece));
    };
    answer.on('drain', flood).on('close', hungUp.resolve);
    flood();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const llm = new OllamaLlm(url, loadSettings(llmSettings, {}));
  await expect(llm.names(TEXT, never, quiet)).rejects.toMatchObject({ code: 'llm-answer-unusable' });
  await hungUp.promise;
  server.close();
});

it('takes no window in which a report would take thousands of questions', () => {
  const windowOf = (tokens: number) =>
    loadSettings(llmSettings, { ENDOVEIL_OLLAMA_WINDOW: String(tokens) }).windowTokens;
  for (const tokens of [0, 2048, 3071]) expect(() => windowOf(tokens)).toThrow(/ENDOVEIL_OLLAMA_WINDOW/);
  // a report of 200 full pages
  expect(chunksOf('x'.repeat(600_000), windowOf(3072)).length).toBeLessThan(300);
});

it('tells a proxy who asks, and shows its password nowhere', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.headers.authorization);
    answer.end(JSON.stringify({ models: [{ name: 'llama3.1:8b' }] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://anna:hunter%402@127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await new OllamaLlm(url, loadSettings(llmSettings, {})).ready()).toBe(true);
  expect(asked).toEqual([`Basic ${Buffer.from('anna:hunter@2').toString('base64')}`]);
  const settings = loadSettings(llmSettings, { ENDOVEIL_OLLAMA_URL: url });
  expect(JSON.stringify(maskSettings(llmSettings, settings))).not.toMatch(/anna|hunter/);
  server.close();
});

it('cuts long texts so that every piece fits and nothing is lost between two', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(97 + (i % 26))).join('');
  const chunks = chunksOf(text, 4096);
  expect(chunks.length).toBeGreaterThan(2);
  for (const [i, chunk] of chunks.slice(1).entries()) expect(chunks[i]!.slice(-600)).toBe(chunk.slice(0, 600));
  expect(
    chunks[0]! +
      chunks
        .slice(1)
        .map((chunk) => chunk.slice(600))
        .join(''),
  ).toBe(text);
});
