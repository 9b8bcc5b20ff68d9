import { EndoveilError } from '@endoveil/contracts';
import type { Llm } from '@endoveil/llm';
import { readHeaderFields } from '@endoveil/phi';
import type { Declined, Extracted, ExtractTask, ExtractWork } from '@endoveil/work';
import { mergeFields } from './merge-fields.js';

/** What rules find, and what a language model adds to it. */
export class LlmExtraction implements ExtractWork {
  constructor(private readonly llm: Llm) {}

  async run({ findings, signal, progress }: ExtractTask): Promise<Extracted | Declined> {
    const text = findings.pages.map((page) => page.text).join('\n\n');
    try {
      const proposed = await this.llm.fields(text, signal, () => progress({ done: 0 }));
      return { outcome: 'extracted', fields: mergeFields(findings.fields, readHeaderFields(text), proposed) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof EndoveilError && error.code.startsWith('llm-'))
        return { outcome: 'declined', reason: error.code };
      throw error;
    }
  }

  async capable(): Promise<boolean> {
    return await this.llm.ready();
  }
}
