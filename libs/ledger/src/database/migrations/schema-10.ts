import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists are filtered by stands on the item itself, kept there by the database, with an index in the order of
 * pages for each filter; and a call for everyone who waits for new entries of the history.
 */
export class Schema1780000000010 implements MigrationInterface {
  readonly name = 'Schema1780000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger.item add column level text;

      -- the level that made the result, or that has the job now
      create function ledger.level_of(run uuid, state text) returns text language sql stable as $$
        select coalesce(
          case when state <> 'anonymizing' then
            (select level from ledger.artifact where run_id = run order by step desc limit 1) end,
          (select level from ledger.job where run_id = run and stage = 'anonymize'))
      $$;

      -- what was there before: one rewrite of the table, as in schema 12; in plpgsql, which keeps its plan
      drop index ledger.item_state;
      set local maintenance_work_mem = '256MB';
      create function pg_temp.level(run uuid, state text) returns text language plpgsql stable as $$
      begin
        return ledger.level_of(run, state);
      end $$;
      alter table ledger.item alter column level type text using pg_temp.level(current_run, state);
      drop function pg_temp.level;

      create function ledger.keep_item_level() returns trigger language plpgsql as $$
      begin
        new.level := ledger.level_of(new.current_run, new.state);
        return new;
      end $$;
      create trigger item_level before update of state, current_run on ledger.item
        for each row execute function ledger.keep_item_level();

      create function ledger.keep_level_of_run() returns trigger language plpgsql as $$
      begin
        update ledger.item set level = ledger.level_of(current_run, state)
        where item_id = new.item_id and current_run = new.run_id
          and level is distinct from ledger.level_of(current_run, state);
        return null;
      end $$;
      create trigger job_level after insert or update of level on ledger.job
        for each row when (new.stage = 'anonymize') execute function ledger.keep_level_of_run();
      create trigger artifact_level after insert on ledger.artifact
        for each row execute function ledger.keep_level_of_run();

      create index item_by_state on ledger.item (state, landed_at desc, item_id desc);
      create index item_by_kind on ledger.item (kind, landed_at desc, item_id desc);
      create index item_by_level on ledger.item (level, landed_at desc, item_id desc);
      create index item_by_center on ledger.item (center, landed_at desc, item_id desc);
      create index item_by_center_state on ledger.item (center, state, landed_at desc, item_id desc);
      create index item_by_case on ledger.item (case_ref, landed_at desc, item_id desc);
      create index item_for_review on ledger.item (state, coalesce(reason, ''), landed_at, item_id)
        where state in ('verified', 'in-review', 'held', 'quarantined');
      create index item_for_review_of_center on ledger.item (center, state, coalesce(reason, ''), landed_at, item_id)
        where state in ('verified', 'in-review', 'held', 'quarantined');

      create function ledger.call_for_seal() returns trigger language plpgsql as $$
      begin
        perform pg_notify('endoveil_audit', '');
        return null;
      end $$;
      create trigger audit_call after insert on ledger.audit
        for each statement execute function ledger.call_for_seal();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger audit_call on ledger.audit;
      drop trigger artifact_level on ledger.artifact;
      drop trigger job_level on ledger.job;
      drop trigger item_level on ledger.item;
      drop function ledger.call_for_seal, ledger.keep_level_of_run, ledger.keep_item_level, ledger.level_of;
      drop index ledger.item_for_review_of_center, ledger.item_for_review, ledger.item_by_case,
        ledger.item_by_center_state, ledger.item_by_center, ledger.item_by_level, ledger.item_by_kind,
        ledger.item_by_state;
      create index item_state on ledger.item (state);
      alter table ledger.item drop column level;
    `);
  }
}
