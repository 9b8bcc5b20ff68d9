import type { FieldFinding, FieldSource, Findings } from '@endoveil/contracts';
import type { ExtractTask } from '@endoveil/work';
import { describe, expect, it } from 'vitest';
import { mergeFields } from './merge-fields.js';
import { NoExtraction } from './no-extraction.js';
import { RulesExtraction } from './rules-extraction.js';

const field = (name: FieldFinding['name'], value: string, source: FieldSource, confidence = 0.9): FieldFinding => ({
  name,
  value,
  source,
  confidence,
});

function task(text: string, fields: readonly FieldFinding[] = []): ExtractTask {
  const findings: Findings = {
    schema: 1,
    kind: 'report',
    level: 'rules-only',
    fields: [...fields],
    pages: [{ page: 1, text }],
    source: { pages: 1 },
  };
  return { kind: 'report', findings, signal: new AbortController().signal, progress: () => undefined };
}

describe('merging', () => {
  it('puts the strongest source first: person, structured header, overlay, rules, model', () => {
    const sources: FieldSource[] = ['llm', 'overlay', 'person', 'text-rules', 'structured-header'];
    const merged = mergeFields(sources.map((source) => field('last-name', `of ${source}`, source)));
    expect(merged.map(({ source }) => source)).toEqual(['person', 'structured-header', 'overlay', 'text-rules', 'llm']);
  });
  it('a weaker source is never stronger by its confidence', () => {
    const merged = mergeFields([field('sex', 'male', 'llm', 1)], [field('sex', 'female', 'text-rules', 0.1)]);
    expect(merged[0]).toMatchObject({ value: 'female' });
  });
  it('keeps other values beside, each once', () => {
    const one = field('case-number', '0012345', 'overlay');
    expect(mergeFields([one, one], [field('case-number', '12345', 'text-rules')])).toHaveLength(2);
  });
});

describe('rules', () => {
  it('read the text and keep what was found before', async () => {
    const seen = field('device', 'GIF-HQ190', 'overlay');
    const done = await new RulesExtraction().run(task('Patient: Kranzbichler, Mechthild geb. 01.01.1990', [seen]));
    expect(done).toMatchObject({ outcome: 'extracted' });
    const fields = done.outcome === 'extracted' ? done.fields : [];
    expect(fields).toContainEqual(seen);
    expect(fields).toContainEqual(expect.objectContaining({ name: 'birth-date', value: '1990-01-01' }));
  });
  it('decline when there is nothing at all', async () => {
    expect(await new RulesExtraction().run(task('Magen unauffällig.'))).toEqual({
      outcome: 'declined',
      reason: 'no-fields',
    });
  });
});

describe('none', () => {
  it('reads no text and cannot fail', async () => {
    const done = await new NoExtraction().run(task('Patient: Kranzbichler, Mechthild geb. 01.01.1990'));
    expect(done).toEqual({ outcome: 'extracted', fields: [] });
  });
  it('keeps what the level before had stated: it has to be searched for', async () => {
    const seen = field('last-name', 'Kranzbichler', 'overlay');
    expect(await new NoExtraction().run(task('', [seen]))).toEqual({ outcome: 'extracted', fields: [seen] });
  });
});
