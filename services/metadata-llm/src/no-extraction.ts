import type { Extracted, ExtractWork } from '@endoveil/work';

/** The last level: no fields. It needs nothing and cannot fail. */
export class NoExtraction implements ExtractWork {
  async run(): Promise<Extracted> {
    return { outcome: 'extracted', fields: [] };
  }
}
