import { EndoveilError } from '@endoveil/contracts';
import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import { modelSawNames } from './hiding/model-saw-names.js';
import type { NameProposer } from './hiding/name-proposer.js';
import { isDeclined, produceReport, readReport } from './read-report.js';
import { keptPictures } from './rebuilding/kept-pictures.js';
import { ocrFor, type ReportTools } from './report-tools.js';

/** Text layer and OCR of every page, rules, known values and what a language model proposes. */
export class FullReading implements AnonymizeWork {
  constructor(
    private readonly tools: ReportTools,
    private readonly proposer: NameProposer,
  ) {}

  async run(task: Task): Promise<Anonymized | Declined> {
    // asked before the pages are rendered: without it this level cannot do what it promises
    if (!(await this.proposer.ready())) return await this.why(task);
    const report = await readReport(this.tools, task);
    if (isDeclined(report)) return report;
    const names: string[] = [];
    try {
      for (const text of report.texts)
        names.push(...(await this.proposer.names(text, task.signal, () => task.progress({ done: 0 }))));
    } catch (error) {
      return declinedBy(error, task);
    }
    // the rules are those of `rules-only`, so never less is hidden; only where the model is believed pictures stay and
    // nobody has to look
    const isBelieved = modelSawNames(report.texts, names);
    const keeps = isBelieved && this.tools.pictures === 'keep';
    const ocr = ocrFor(this.tools, task);
    const read = isBelieved || report.degraded ? report : { ...report, degraded: 'model-not-believed' as const };
    return await produceReport('full-reading', read, names, task, async (page) =>
      keeps ? await keptPictures(page, ocr, task) : [],
    );
  }

  async capable(): Promise<boolean> {
    return await this.proposer.ready();
  }

  private async why(task: Task): Promise<Declined> {
    try {
      await this.proposer.names('', task.signal, () => undefined);
      return { outcome: 'declined', reason: 'llm-unavailable' };
    } catch (error) {
      return declinedBy(error, task);
    }
  }
}

function declinedBy(error: unknown, { signal }: Task): Declined {
  signal.throwIfAborted();
  if (error instanceof EndoveilError && error.code.startsWith('llm-'))
    return { outcome: 'declined', reason: error.code };
  throw error;
}
