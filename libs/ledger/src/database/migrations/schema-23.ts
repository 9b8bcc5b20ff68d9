import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decided items beside which a better result waits, in the order of the queue. */
export class Schema1780000000023 implements MigrationInterface {
  readonly name = 'Schema1780000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index item_proposed on ledger.item (state, landed_at, item_id) where proposed_run is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ledger.item_proposed');
  }
}
