import { readHeaderFields } from '@endoveil/phi';
import type { Declined, Extracted, ExtractTask, ExtractWork } from '@endoveil/work';
import { mergeFields } from './merge-fields.js';

/** What was read off the overlay, and what rules find in the text. Nothing at all is not a finding: it declines. */
export class RulesExtraction implements ExtractWork {
  async run({ findings }: ExtractTask): Promise<Extracted | Declined> {
    const text = findings.pages.map((page) => page.text).join('\n\n');
    const fields = mergeFields(findings.fields, readHeaderFields(text));
    return fields.length > 0 ? { outcome: 'extracted', fields } : { outcome: 'declined', reason: 'no-fields' };
  }
}
