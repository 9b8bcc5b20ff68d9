export interface MostPlaces {
  readonly all: number;
  readonly each: number;
  /** An account that shares with nobody. */
  readonly alone?: string;
}

export interface Place {
  /** May be said twice. */
  free(): void;
}

/** Places that requests hold while they last: so many in all, and of one account no more than its share. */
export class Places {
  private readonly held = new Map<string, number>();
  private total = 0;

  constructor(private readonly most: MostPlaces) {}

  /** Why none is free, asked and taken in one step: `all` are held, or this account holds its share. */
  take(account: string): Place | 'all' | 'each' {
    const own = this.held.get(account) ?? 0;
    if (this.total >= this.most.all) return 'all';
    if (own >= this.most.each && account !== this.most.alone) return 'each';
    this.held.set(account, own + 1);
    this.total += 1;
    let isHeld = true;
    return {
      free: () => {
        if (!isHeld) return;
        isHeld = false;
        this.total -= 1;
        const left = this.held.get(account)! - 1;
        if (left > 0) this.held.set(account, left);
        else this.held.delete(account);
      },
    };
  }
}
