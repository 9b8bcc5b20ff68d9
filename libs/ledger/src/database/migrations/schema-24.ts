import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an operator watches of release: counts as in schema 12, and since when a publication could go out and has not.
 * What was only queued when its approval ends waits for a person again, and shows it.
 */
export class Schema1780000000024 implements MigrationInterface {
  readonly name = 'Schema1780000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(FUNCTIONS);
    await runner.query(BACKFILL);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function ledger.keep_since, ledger.unqueue, ledger.tally_publication, ledger.tally_publication_attempt cascade;
      drop index ledger.publication_open, ledger.publication_unconfirmed;
      alter table ledger.publication drop column open_since, drop column unconfirmed_since;
    `);
  }
}

const OPEN = `state in ('QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED') or`;

const COLUMNS = `
  alter table ledger.publication add column open_since timestamptz, add column unconfirmed_since timestamptz;
  update ledger.publication set open_since = changed_at where ${OPEN} withdraw_asked;
  update ledger.publication set unconfirmed_since = changed_at where state = 'UNCONFIRMED';
  create index publication_open on ledger.publication (destination, open_since) where open_since is not null;
  create index publication_unconfirmed on ledger.publication (destination, unconfirmed_since)
    where unconfirmed_since is not null`;

const FUNCTIONS = `
  create function ledger.keep_since() returns trigger language plpgsql as $$
  begin
    new.open_since := case when new.${OPEN} new.withdraw_asked then coalesce(old.open_since, now()) end;
    new.unconfirmed_since := case when new.state = 'UNCONFIRMED' then coalesce(old.unconfirmed_since, now()) end;
    return new;
  end $$;

  create function ledger.unqueue() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    update ledger.publication set state = 'PLANNED', changed_at = now()
    where item_id = new.item_id and artifact_hash = old.approved_hash and state = 'QUEUED' and fence = 0
      and not withdraw_asked;
    return null;
  end $$;

  -- after the row and not before it: what meets its own publication is planned once, and counted once
  create function ledger.tally_publication() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
  begin
    if tg_op <> 'INSERT' then
      insert into ledger.tally_change values ('publications', array[old.destination, old.state], -1);
    end if;
    if tg_op = 'DELETE' then return null; end if;
    insert into ledger.tally_change values ('publications', array[new.destination, new.state], 1);
    if new.state = 'PUBLISHED' then
      insert into ledger.tally_change select 'published_bytes', array[new.destination], a.size_bytes
      from ledger.artifact a where a.artifact_id = new.artifact_id;
    end if;
    return null;
  end $$;

  create function ledger.tally_publication_attempt() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
  begin
    insert into ledger.tally_change
    select 'publication_attempts', array[p.destination, new.task, new.ending, coalesce(new.fault, 'none')], 1
    from ledger.publication p where p.publication_id = new.publication_id;
    return null;
  end $$`;

const BACKFILL = `
  update ledger.publication p set state = 'PLANNED', open_since = null from ledger.item i
    where i.item_id = p.item_id and p.state = 'QUEUED' and p.fence = 0 and not p.withdraw_asked
      and i.approved_hash is distinct from p.artifact_hash;
  insert into ledger.tally_change
    select 'publications', array[destination, state], count(*) from ledger.publication group by destination, state
    union all select 'publication_attempts', array[p.destination, t.task, t.ending, coalesce(t.fault, 'none')], count(*)
      from ledger.publication_attempt t join ledger.publication p using (publication_id)
      where t.ending is not null group by 2
    union all select 'published_bytes', array[p.destination], sum(a.size_bytes)
      from ledger.publication p join ledger.artifact a using (artifact_id)
      where p.published_at is not null group by 2;
  select ledger.fold_tally()`;

const TRIGGERS = `
  create trigger keep_since before insert or update of state, withdraw_asked on ledger.publication
    for each row execute function ledger.keep_since();
  create trigger unqueue after update on ledger.item
    for each row when (old.approved_hash is not null and new.approved_hash is distinct from old.approved_hash)
    execute function ledger.unqueue();
  create trigger tally_publication after insert or delete on ledger.publication
    for each row execute function ledger.tally_publication();
  create trigger tally_publication_state after update on ledger.publication
    for each row when (old.state <> new.state) execute function ledger.tally_publication();
  create trigger tally_publication_attempt after update of ending on ledger.publication_attempt
    for each row when (old.ending is null and new.ending is not null)
    execute function ledger.tally_publication_attempt()`;
