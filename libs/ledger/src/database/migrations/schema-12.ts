import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts that stay cheap however many items there are. Triggers append changes, so no two workers wait for one row;
 * `fold_tally` adds them up. Labels are codes, levels, states and centers only.
 */
export class Schema1780000000012 implements MigrationInterface {
  readonly name = 'Schema1780000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const [name, body] of Object.entries(FUNCTIONS)) await runner.query(trigger(name, body));
    await runner.query(FOLD);
    await runner.query(BACKFILL);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function ${Object.keys(FUNCTIONS)
        .map((name) => `ledger.${name}`)
        .join(', ')}, ledger.fold_tally cascade;
      drop table ledger.tally, ledger.tally_change;
      alter table ledger.item drop column counted_as;
    `);
  }
}

const TABLES = `
  create table ledger.tally (name text not null, labels text[] not null, value bigint not null, primary key (name, labels));
  create table ledger.tally_change (name text not null, labels text[] not null, value bigint not null);
  alter table ledger.item add column counted_as text[]`;

/** As its owner, so that a role of a service needs no right on the tables themselves. */
const trigger = (name: string, body: string) => `
  create function ledger.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  ${body}
  $$`;

const FUNCTIONS = {
  tally_item: `
    declare shown text[];
    begin
      if tg_op = 'DELETE' then
        insert into ledger.tally_change values ('items', old.counted_as, -1);
        return old;
      end if;
      select array[new.center, coalesce(new.kind, 'unknown'), new.state,
        coalesce((select a.level from ledger.artifact a where a.run_id = new.current_run order by a.step desc limit 1), 'none'),
        coalesce(new.reason, 'none')] into shown;
      if tg_op = 'INSERT' then
        insert into ledger.tally_change values ('items', shown, 1), ('landed', array[new.center], 1),
          ('landed_bytes', array[new.center], new.size_bytes);
      elsif shown is distinct from old.counted_as then
        insert into ledger.tally_change values ('items', old.counted_as, -1), ('items', shown, 1);
      end if;
      new.counted_as = shown;
      return new;
    end`,
  // the reason for which a run left the top of its ladder; a cause outside the site's own wish before a wish
  tally_run: `
    begin
      insert into ledger.tally_change
      select 'runs', array[i.center, coalesce(i.kind, 'unknown'), new.cause, new.state,
        coalesce((select a.level from ledger.artifact a where a.run_id = new.run_id order by a.step desc limit 1), 'none'),
        coalesce((select e.reason from ledger.escalation e join ledger.job j using (job_id)
          where j.run_id = new.run_id and j.stage = 'anonymize'
          order by e.reason = 'llm-disabled', e.step limit 1), 'none')], 1
      from ledger.item i where i.item_id = new.item_id;
      return null;
    end`,
  // an upgrade takes older steps over from the run it starts from: those were counted there
  tally_fallback: `
    begin
      insert into ledger.tally_change
      select 'fallbacks', array[j.stage, new.from_level, coalesce(new.to_level, 'none'), new.reason], 1
      from ledger.job j join ledger.run r using (run_id) where j.job_id = new.job_id and new.at >= r.started_at;
      return null;
    end`,
  tally_attempt: `
    begin
      insert into ledger.tally_change
      values ('attempts', array[split_part(new.durable, '_', 1), new.level, new.ending], 1);
      return null;
    end`,
  tally_verdict: `
    begin
      insert into ledger.tally_change values ('verdicts', array[coalesce(new.body->'body'->>'kind', 'unknown'), new.verdict], 1);
      insert into ledger.tally_change
      select 'checks', array[c->>'name', c->>'outcome'], 1
      from jsonb_array_elements(new.body->'body'->'checks') c where c->>'name' is not null and c->>'outcome' is not null;
      insert into ledger.tally_change
      select 'check_units', array[c->>'name', part], coalesce((c->>part)::bigint, 0)
      from jsonb_array_elements(new.body->'body'->'checks') c, unnest(array['planned', 'covered']) part where c->>'name' is not null;
      return null;
    end`,
  tally_duplicate: `
    begin
      insert into ledger.tally_change
      select 'duplicates', array[i.center, case when new.second_case then 'second-case' else 'duplicate-content' end], 1
      from ledger.item i where i.item_id = new.item_id;
      return null;
    end`,
  tally_letter: `
    begin
      insert into ledger.tally_change values ('dead_letters', array[new.durable, new.cause], 1);
      return null;
    end`,
} as const;

const FOLD = `
  create function ledger.fold_tally() returns void language plpgsql security definer set search_path = pg_catalog as $$
  begin
    -- two at once would wait for each other's rows
    if not pg_try_advisory_xact_lock(hashtext('endoveil.tally')) then return; end if;
    with changes as (delete from ledger.tally_change returning name, labels, value)
    insert into ledger.tally as t select name, labels, sum(value) from changes group by name, labels having sum(value) <> 0
    on conflict (name, labels) do update set value = t.value + excluded.value;
  end
  $$`;

/**
 * What was there before. One rewrite of the table in place of an update of each row, which would run every trigger and
 * write every index a million times; and joins in place of a look-up for each run.
 */
const BACKFILL = `
  set local work_mem = '256MB';
  set local maintenance_work_mem = '256MB';
  create function pg_temp.label(center text, kind text, state text, run uuid, reason text) returns text[]
    language plpgsql stable as $$
  begin
    return array[center, coalesce(kind, 'unknown'), state,
      coalesce((select a.level from ledger.artifact a where a.run_id = run order by a.step desc limit 1), 'none'),
      coalesce(reason, 'none')];
  end
  $$;
  alter table ledger.item alter column counted_as type text[] using pg_temp.label(center, kind, state, current_run, reason);
  drop function pg_temp.label;
  analyze ledger.item;
  insert into ledger.tally_change
    select 'items', counted_as, count(*) from ledger.item group by counted_as
    union all select 'landed', array[center], count(*) from ledger.item group by center
    union all select 'landed_bytes', array[center], sum(size_bytes) from ledger.item group by center
    union all select 'fallbacks', array[j.stage, e.from_level, coalesce(e.to_level, 'none'), e.reason], count(*)
      from ledger.escalation e join ledger.job j using (job_id) join ledger.run r using (run_id) where e.at >= r.started_at
      group by 2
    union all select 'attempts', array[split_part(durable, '_', 1), level, ending], count(*)
      from ledger.attempt where ending is not null group by durable, level, ending
    union all select 'verdicts', array[coalesce(body->'body'->>'kind', 'unknown'), verdict], count(*) from ledger.certificate group by 2
    union all select 'dead_letters', array[durable, cause], count(*) from ledger.dead_letter group by 2
    union all select 'runs', array[i.center, coalesce(i.kind, 'unknown'), r.cause, r.state, coalesce(made.level, 'none'),
        coalesce(left_top.reason, 'none')], count(*)
      from ledger.run r join ledger.item i using (item_id)
      left join (select distinct on (run_id) run_id, level from ledger.artifact order by run_id, step desc) made using (run_id)
      left join (select distinct on (j.run_id) j.run_id, e.reason from ledger.escalation e join ledger.job j using (job_id)
        where j.stage = 'anonymize' order by j.run_id, e.reason = 'llm-disabled', e.step) left_top using (run_id)
      where r.ended_at is not null group by 2;
  select ledger.fold_tally()`;

const TRIGGERS = `
  create trigger tally_item before insert or delete or update of center, kind, state, reason, current_run on ledger.item
    for each row execute function ledger.tally_item();
  create trigger tally_run after update of ended_at on ledger.run
    for each row when (old.ended_at is null and new.ended_at is not null) execute function ledger.tally_run();
  create trigger tally_fallback after insert on ledger.escalation for each row execute function ledger.tally_fallback();
  create trigger tally_attempt after update of ending on ledger.attempt
    for each row when (old.ending is null and new.ending is not null) execute function ledger.tally_attempt();
  create trigger tally_verdict after insert on ledger.certificate for each row execute function ledger.tally_verdict();
  create trigger tally_duplicate after update of item_id on ledger.sighting
    for each row when (old.item_id <> new.item_id) execute function ledger.tally_duplicate();
  create trigger tally_letter after insert on ledger.dead_letter for each row execute function ledger.tally_letter()`;
