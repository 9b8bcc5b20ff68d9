import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The state of record. Names of files and persons are ciphertext (`bytea`) under the item's data key; every other
 * column holds ids, codes, counts, times and keyed hashes only.
 */
export class Schema1780000000001 implements MigrationInterface {
  readonly name = 'Schema1780000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.item (
        item_id uuid primary key,
        kind text,
        state text not null,
        reason text,
        center text not null,
        processor text not null,
        case_ref text not null,
        content_id text not null,
        size_bytes bigint not null,
        blob text not null,
        wrapped_key bytea not null,
        correlation_id text not null,
        traceparent text,
        current_run uuid,
        proposed_run uuid,
        upgrade_tries int not null default 0,
        upgrade_after timestamptz,
        history_number int not null default 0,
        landed_at timestamptz not null default now(),
        changed_at timestamptz not null default now());
      create index item_newest on ledger.item (landed_at desc, item_id desc);
      create index item_case on ledger.item (center, case_ref);
      create index item_state on ledger.item (state);

      -- one content, one item of a center: the constraint that decides every race
      create table ledger.content (
        center text not null,
        content_id text not null,
        item_id uuid not null references ledger.item on delete cascade,
        primary key (center, content_id));

      create table ledger.sighting (
        landing_id uuid primary key,
        item_id uuid not null references ledger.item on delete cascade,
        case_ref text not null,
        second_case boolean not null default false,
        file_name bytea not null,
        source_path bytea not null,
        case_name bytea not null,
        at timestamptz not null default now());
      create index sighting_item on ledger.sighting (item_id);

      create table ledger.run (
        run_id uuid primary key,
        item_id uuid not null references ledger.item on delete cascade,
        number int not null,
        cause text not null,
        state text not null,
        reason text,
        started_at timestamptz not null default now(),
        ended_at timestamptz,
        unique (item_id, number));

      create table ledger.job (
        job_id uuid primary key,
        run_id uuid not null references ledger.run on delete cascade,
        item_id uuid not null references ledger.item on delete cascade,
        stage text not null,
        step int not null,
        state text not null check (state in ('requested', 'running', 'done')),
        level text,
        fence bigint not null default 0,
        lease_until timestamptz,
        deadline_at timestamptz,
        retry_at timestamptz,
        redrive_at timestamptz,
        failures int not null default 0,
        crashes int not null default 0,
        losses int not null default 0,
        trigger_subject text not null,
        trigger_payload jsonb not null,
        trigger_event uuid not null,
        waiting_since timestamptz not null default now(),
        unique (run_id, stage));
      create index job_open on ledger.job (state) where state <> 'done';
      create index job_item on ledger.job (item_id);

      create table ledger.attempt (
        attempt_id uuid primary key,
        job_id uuid not null references ledger.job on delete cascade,
        step int not null,
        level text not null,
        durable text not null,
        event_id uuid not null,
        worker_id text not null,
        fence bigint not null,
        started_at timestamptz not null default now(),
        ended_at timestamptz,
        ending text,
        reason text,
        unique (job_id, fence));

      create table ledger.escalation (
        job_id uuid not null references ledger.job on delete cascade,
        step int not null,
        from_level text not null,
        to_level text,
        reason text not null,
        at timestamptz not null default now(),
        primary key (job_id, step));

      create table ledger.artifact (
        artifact_id uuid primary key,
        item_id uuid not null references ledger.item on delete cascade,
        run_id uuid not null references ledger.run on delete cascade,
        job_id uuid not null references ledger.job on delete cascade,
        step int not null,
        level text not null,
        hash text not null,
        media_type text not null,
        size_bytes bigint not null,
        companion jsonb,
        degraded text,
        findings_blob text not null,
        findings_key bytea not null,
        made_at timestamptz not null default now(),
        -- the effect of a step happens once
        unique (job_id, step));
      create index artifact_item on ledger.artifact (item_id);

      create table ledger.certificate (
        certificate_id bigint generated always as identity primary key,
        artifact_id uuid not null references ledger.artifact on delete cascade,
        run_id uuid not null references ledger.run on delete cascade,
        verdict text not null,
        body jsonb not null,
        issued_at timestamptz not null default now());

      create table ledger.field (
        run_id uuid not null references ledger.run on delete cascade,
        item_id uuid not null references ledger.item on delete cascade,
        name text not null,
        source text not null,
        ordinal int not null,
        level text not null,
        confidence real not null,
        value bytea not null,
        primary key (run_id, name, source, ordinal));
      create index field_item on ledger.field (item_id);

      create table ledger.inbox (
        durable text not null,
        event_id uuid not null,
        seen_at timestamptz not null default now(),
        effect_at timestamptz,
        primary key (durable, event_id));

      create table ledger.outbox (
        sequence bigint generated always as identity primary key,
        event_id uuid not null unique,
        subject text not null,
        version int not null,
        payload jsonb not null,
        correlation_id text not null,
        traceparent text,
        created_at timestamptz not null default now(),
        published_at timestamptz);
      create index outbox_waiting on ledger.outbox (sequence) where published_at is null;

      create table ledger.level (
        durable text primary key,
        service text not null,
        stage text not null,
        level text not null,
        listens text[] not null,
        declines text,
        attempts int,
        dead_after_seconds double precision,
        run_deadline_seconds double precision,
        since timestamptz not null default now());

      create table ledger.worker (
        worker_id text not null,
        durable text not null,
        service text not null,
        level text not null,
        capable boolean not null,
        seen_at timestamptz not null default now(),
        primary key (worker_id, durable));

      create table ledger.audit (
        item_id uuid not null,
        number int not null,
        at timestamptz not null default now(),
        actor text not null,
        action text not null,
        detail jsonb not null,
        primary key (item_id, number));

      create table ledger.audit_seal (
        position bigint primary key,
        item_id uuid not null,
        number int not null,
        entry_hash bytea not null,
        chain_hash bytea not null,
        key_id text not null,
        signature bytea,
        unique (item_id, number));

      create table ledger.dead_letter (
        letter_id bigint generated always as identity primary key,
        durable text not null,
        subject text not null,
        cause text not null,
        event_id text,
        stream_sequence bigint,
        body_bytes int not null,
        body_sha256 text,
        at timestamptz not null default now());
      create unique index dead_letter_once on ledger.dead_letter (durable, stream_sequence);

      create table ledger.counter (name text primary key, value bigint not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema ledger cascade');
  }
}
