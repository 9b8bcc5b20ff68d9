import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a publisher last said that it serves a destination, and what follows for what waits there. */
export class Schema1780000000025 implements MigrationInterface {
  readonly name = 'Schema1780000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger.destination add column served_at timestamptz;

      -- null: it is served. While no publisher runs at all nobody can say what the next one serves
      create function ledger.why_unserved(asked text, gone_seconds double precision) returns text
      language sql stable as $$
        select case
          when exists (select 1 from ledger.destination d
            where d.name = asked and d.served_at > now() - make_interval(secs => gone_seconds)) then null
          when exists (select 1 from ledger.worker w
            where w.service = 'publisher' and w.seen_at > now() - make_interval(secs => gone_seconds))
            then 'destination-not-served'
          else 'publisher-away' end
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function ledger.why_unserved;
      alter table ledger.destination drop column served_at;
    `);
  }
}
