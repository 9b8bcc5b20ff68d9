import type { Extracted, ExtractTask, ExtractWork } from '@endoveil/work';
import { mergeFields } from './merge-fields.js';

/** The last level: no fields but those that were stated when the result was made. It reads nothing and cannot fail. */
export class NoExtraction implements ExtractWork {
  async run({ findings }: ExtractTask): Promise<Extracted> {
    return { outcome: 'extracted', fields: mergeFields(findings.fields) };
  }
}
