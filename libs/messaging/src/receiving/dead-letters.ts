/** A message nobody can work on. Of its body only size and hash may be kept: garbage may hold anything. */
export interface DeadLetter {
  readonly durable: string;
  readonly subject: string;
  readonly cause: 'garbage' | 'unknown-version' | 'max-deliveries';
  readonly eventId?: string;
  readonly streamSequence?: number;
  readonly body?: Uint8Array;
}

/** Where such messages are noted before they are settled. */
export interface DeadLetters {
  park(letter: DeadLetter): Promise<void>;
}
