import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import { isDeclined, produceReport, readReport } from './read-report.js';
import type { ReportTools } from './report-tools.js';

/** Without the language model: the same rules, no picture stays, and a person always looks. */
export class RulesOnly implements AnonymizeWork {
  constructor(private readonly tools: ReportTools) {}

  async run(task: Task): Promise<Anonymized | Declined> {
    const report = await readReport(this.tools, task);
    return isDeclined(report) ? report : await produceReport('rules-only', report, [], task);
  }
}
