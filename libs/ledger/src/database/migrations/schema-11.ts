import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons asked to have covered, what they looked at and why, and requests that were answered already. */
export class Schema1780000000011 implements MigrationInterface {
  readonly name = 'Schema1780000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.correction (
        correction_id uuid primary key,
        item_id uuid not null references ledger.item on delete cascade,
        -- the run it opened, and the bytes that were looked at
        run_id uuid not null references ledger.run on delete cascade,
        artifact_hash text not null,
        page int,
        first_seconds double precision,
        last_seconds double precision,
        x double precision not null,
        y double precision not null,
        width double precision not null,
        height double precision not null,
        actor text not null,
        made_at timestamptz not null default clock_timestamp(),
        check ((page is null) <> (first_seconds is null or last_seconds is null)));
      create index correction_item on ledger.correction (item_id, made_at);

      -- looking changes nothing of what is decided on: versions leave these entries of the history out
      alter table ledger.item add column readings int not null default 0;
      create table ledger.disclosure (
        disclosure_id uuid primary key,
        item_id uuid not null references ledger.item on delete cascade,
        what text not null,
        actor text not null,
        reason bytea not null,
        at timestamptz not null default clock_timestamp());
      create index disclosure_item on ledger.disclosure (item_id, at);

      create table ledger.answered (
        actor text not null,
        key text not null,
        request text not null,
        status int,
        answer jsonb,
        at timestamptz not null default clock_timestamp(),
        primary key (actor, key));
      create index answered_at on ledger.answered (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ledger.answered, ledger.disclosure, ledger.correction;
      alter table ledger.item drop column readings;
    `);
  }
}
