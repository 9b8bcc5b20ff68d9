import { EndoveilError } from '@endoveil/contracts';

export interface Deadlines {
  readonly firstTokenSeconds: number;
  readonly betweenTokensSeconds: number;
  readonly totalSeconds: number;
}

/** Reads a stream of pieces; throws `llm-timeout` when one of the deadlines passes, and `stop` is called. */
export async function withinDeadlines<T>(
  open: () => Promise<AsyncIterable<T>>,
  deadlines: Deadlines,
  stop: () => void,
  onPiece: (piece: T) => void,
): Promise<void> {
  const endsAt = performance.now() + deadlines.totalSeconds * 1000;
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = (seconds: number) => {
    clearTimeout(timer);
    const ms = Math.min(seconds * 1000, endsAt - performance.now());
    timer = setTimeout(
      () => {
        late = true;
        stop();
      },
      Math.max(1, ms),
    );
  };
  try {
    wait(deadlines.firstTokenSeconds);
    for await (const piece of await open()) {
      onPiece(piece);
      wait(deadlines.betweenTokensSeconds);
    }
  } catch (error) {
    throw late ? new EndoveilError('llm-timeout') : error;
  } finally {
    clearTimeout(timer);
  }
  if (late) throw new EndoveilError('llm-timeout');
}
