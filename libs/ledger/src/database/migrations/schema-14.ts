import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the database does by itself it does with its owner's rights: whoever changes an item ends its approval, though
 * few may decide; and whoever plans a publication makes its destination known.
 */
export class Schema1780000000014 implements MigrationInterface {
  readonly name = 'Schema1780000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter function ledger.end_approval() security definer set search_path = pg_catalog;
      alter function ledger.keep_destination() security definer set search_path = pg_catalog;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter function ledger.keep_destination() security invoker reset search_path;
      alter function ledger.end_approval() security invoker reset search_path;
    `);
  }
}
