import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Release: what persons decided, and what became of it at every destination. The two rules that may never break stand
 * here and not only in code: an approval ends with any change of what it was given for, and nothing goes out without a
 * live approval and a live certificate for exactly these bytes.
 */
export class Schema1780000000003 implements MigrationInterface {
  readonly name = 'Schema1780000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the bytes a live approval stands for; null: none
      alter table ledger.item add column approved_hash text;
      create index item_approved on ledger.item (item_id) where approved_hash is not null;
      create index artifact_hash on ledger.artifact (hash);

      create table ledger.decision (
        decision_id uuid primary key,
        item_id uuid not null references ledger.item,
        run_id uuid not null references ledger.run,
        artifact_hash text,
        kind text not null check (kind in ('approve', 'reject', 'hold', 'revoke')),
        actor text not null,
        reason bytea,
        at timestamptz not null default clock_timestamp());
      create index decision_item on ledger.decision (item_id, at);

      create table ledger.publication (
        publication_id uuid primary key,
        public_id text not null unique,
        item_id uuid not null references ledger.item,
        artifact_id uuid not null references ledger.artifact,
        artifact_hash text not null,
        certificate_id bigint not null references ledger.certificate,
        destination text not null,
        state text not null check (state in ('PLANNED', 'QUEUED', 'UPLOADING', 'VERIFYING', 'PUBLISHED', 'RETRY_WAIT',
          'UNCONFIRMED', 'FAILED_FINAL', 'WITHDRAWN')),
        fault text,
        failures int not null default 0,
        questions int not null default 0,
        withdraw_asked boolean not null default false,
        fence bigint not null default 0,
        lease_until timestamptz,
        due_at timestamptz not null default now(),
        planned_by text not null,
        planned_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        published_at timestamptz,
        -- these bytes of this item go to this destination once, whoever asks
        unique (item_id, destination, artifact_hash));
      create index publication_due on ledger.publication (destination, due_at)
        where state in ('QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED') or withdraw_asked;
      create index publication_newest on ledger.publication (planned_at desc, publication_id desc);

      create table ledger.publication_attempt (
        attempt_id uuid primary key,
        publication_id uuid not null references ledger.publication,
        fence bigint not null,
        task text not null check (task in ('upload', 'ask', 'withdraw')),
        worker_id text not null,
        started_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz,
        ending text,
        fault text,
        cause text,
        digest text,
        unique (publication_id, fence));

      -- what all publishers of a destination share: its pace, and a pause while it cannot
      create table ledger.destination (
        name text primary key,
        next_at timestamptz not null default now(),
        paused_until timestamptz,
        misses int not null default 0,
        fault text);

      create function ledger.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = 'EV002', message = tg_table_name || ' is append-only';
      end $$;
      create trigger append_only before update or delete on ledger.decision
        for each row execute function ledger.refuse_change();
      create trigger append_only_delete before delete on ledger.publication_attempt
        for each row execute function ledger.refuse_change();
      create trigger append_only_ended before update on ledger.publication_attempt
        for each row when (old.ended_at is not null) execute function ledger.refuse_change();

      create function ledger.end_approval() returns trigger language plpgsql as $$
      begin
        new.approved_hash := null;
        new.history_number := new.history_number + 1;
        insert into ledger.decision (decision_id, item_id, run_id, artifact_hash, kind, actor)
          values (gen_random_uuid(), old.item_id, old.current_run, old.approved_hash, 'revoke', 'system');
        insert into ledger.audit (item_id, number, actor, action, detail)
          values (old.item_id, new.history_number, 'system', 'approval-ended',
            jsonb_build_object('hash', old.approved_hash, 'state', new.state));
        return new;
      end $$;
      create trigger end_approval before update on ledger.item
        for each row when (old.approved_hash is not null and new.approved_hash is not null
          and (new.current_run is distinct from old.current_run or new.state not in ('approved', 'published')))
        execute function ledger.end_approval();

      create function ledger.is_certified(artifact uuid) returns boolean language sql stable as $$
        select coalesce((
          select c.verdict = 'verified' and not exists (
            select 1 from ledger.artifact same join ledger.certificate later using (artifact_id)
            where same.hash = a.hash and later.verdict = 'failed' and later.certificate_id > c.certificate_id)
          from ledger.certificate c join ledger.artifact a using (artifact_id)
          where c.artifact_id = artifact order by c.certificate_id desc limit 1), false) $$;

      create function ledger.may_go_out(item uuid, bytes text) returns boolean language sql stable as $$
        select coalesce((
          select i.approved_hash = bytes and a.hash = bytes and i.state in ('approved', 'published')
            and ledger.is_certified(a.artifact_id)
          from ledger.item i cross join lateral (
            select artifact_id, hash from ledger.artifact where run_id = i.current_run order by step desc limit 1) a
          where i.item_id = item), false) $$;

      create function ledger.guard_publication() returns trigger language plpgsql as $$
      begin
        -- whoever takes an approval away locks the item: one of the two sees the other
        perform 1 from ledger.item where item_id = new.item_id for update;
        if not ledger.may_go_out(new.item_id, new.artifact_hash) then
          raise exception using errcode = 'EV001', message = 'no live approval and certificate for these bytes';
        end if;
        return new;
      end $$;
      create trigger guard_new before insert on ledger.publication
        for each row when (new.state in ('UPLOADING', 'VERIFYING', 'PUBLISHED'))
        execute function ledger.guard_publication();
      create trigger guard_state before update on ledger.publication
        for each row when (new.state in ('UPLOADING', 'VERIFYING', 'PUBLISHED') and
          (new.state, new.artifact_hash, new.item_id) is distinct from (old.state, old.artifact_hash, old.item_id))
        execute function ledger.guard_publication();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ledger.destination, ledger.publication_attempt, ledger.publication, ledger.decision;
      drop trigger end_approval on ledger.item;
      drop function ledger.guard_publication, ledger.may_go_out, ledger.is_certified, ledger.end_approval,
        ledger.refuse_change;
      drop index ledger.artifact_hash, ledger.item_approved;
      alter table ledger.item drop column approved_hash;
    `);
  }
}
