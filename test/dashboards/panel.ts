/** A title in the two languages of the house. */
export interface Words {
  readonly en: string;
  readonly de: string;
}

export interface Query {
  /** PromQL; `$center` and `$kind` are what the reader chose. */
  readonly expr: string;
  readonly legend?: string;
}

export interface Panel {
  readonly title: Words;
  readonly shape: 'stat' | 'timeseries' | 'table';
  /** A unit of Grafana: `percentunit`, `s`, `bytes`, `short`. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Page of docs/runbooks. */
  readonly runbook?: string;
  /** Where colours change, from good to bad or the other way round. */
  readonly marks?: readonly { readonly color: 'green' | 'orange' | 'red'; readonly from: number | null }[];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: Words;
  readonly panels: readonly Panel[];
}

const panel =
  (shape: Panel['shape']) =>
  (en: string, de: string, unit: string, expr: string, more: Partial<Panel> & { legend?: string } = {}): Panel => {
    const { legend, ...rest } = more;
    return { title: { en, de }, shape, unit, queries: [{ expr, ...(legend ? { legend } : {}) }], ...rest };
  };

export const stat = panel('stat');
export const lines = panel('timeseries');
export const table = panel('table');

/** The more, the better: red below the second figure, orange below the first. */
export const atLeast = (good: number, bad: number) =>
  ({
    marks: [
      { color: 'red', from: null },
      { color: 'orange', from: bad },
      { color: 'green', from: good },
    ],
  }) as const;

/** The less, the better. */
export const atMost = (good: number, bad: number) =>
  ({
    marks: [
      { color: 'green', from: null },
      { color: 'orange', from: good },
      { color: 'red', from: bad },
    ],
  }) as const;
