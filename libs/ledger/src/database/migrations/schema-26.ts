import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has a result: asked for every old file of the anonymized zone, and of what is erased. */
export class Schema1780000000026 implements MigrationInterface {
  readonly name = 'Schema1780000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index artifact_companion on ledger.artifact ((companion ->> 'hash')) where companion is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ledger.artifact_companion');
  }
}
