import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that are under way: whose they are, and which of their bytes are safe. */
export class Schema1780000000021 implements MigrationInterface {
  readonly name = 'Schema1780000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.upload (
        upload_id uuid primary key,
        owner text not null,
        center text not null,
        processor text not null,
        size_bytes bigint not null,
        -- both go to the item when it is landed
        wrapped_key bytea,
        facts bytea,
        fence bigint not null default 0,
        item_id uuid,
        made_at timestamptz not null default clock_timestamp(),
        changed_at timestamptz not null default clock_timestamp());
      create index upload_changed on ledger.upload (changed_at);
      create index upload_open on ledger.upload (owner) where item_id is null;

      create table ledger.upload_piece (
        upload_id uuid not null references ledger.upload on delete cascade,
        fence bigint not null,
        first_byte bigint not null,
        plain_bytes bigint not null default 0,
        sealed_bytes bigint not null default 0,
        -- a piece with a checksum counts as a whole or not at all
        state text not null check (state in ('open', 'checking', 'closed')),
        primary key (upload_id, fence));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger.upload_piece, ledger.upload');
  }
}
