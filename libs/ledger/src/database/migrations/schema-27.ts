import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An event that was tried in vain goes behind those that were not; one that is refused for good waits longer each time. */
export class Schema1780000000027 implements MigrationInterface {
  readonly name = 'Schema1780000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger.outbox add tried_at timestamptz, add refusals int not null default 0, add retry_at timestamptz;
      drop index ledger.outbox_waiting;
      create index outbox_waiting on ledger.outbox (tried_at nulls first, sequence) where published_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index ledger.outbox_waiting;
      alter table ledger.outbox drop tried_at, drop refusals, drop retry_at;
      create index outbox_waiting on ledger.outbox (sequence) where published_at is null;
    `);
  }
}
