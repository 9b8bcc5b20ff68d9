/** Items, jobs, attempts, fences, outbox, inbox and audit in Postgres. */
export const room = 'ledger';
