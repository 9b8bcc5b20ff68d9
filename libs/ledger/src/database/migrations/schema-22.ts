import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Erasure: names, values and keys of an item go in one transaction; ids and codes of its history stay, so the chain
 * stays whole. The tombstone says which bytes must never come back, from whatever backup.
 */
export class Schema1780000000022 implements MigrationInterface {
  readonly name = 'Schema1780000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.erasure_ask (
        item_id uuid primary key references ledger.item on delete cascade,
        code text not null,
        actor text not null,
        asked_at timestamptz not null default clock_timestamp());

      create table ledger.tombstone (
        item_id uuid primary key,
        center text not null,
        -- the keyed hash: whoever hands the same content in again meets a person first
        content_id text not null,
        blobs text[] not null,
        artifacts text[] not null,
        actor text not null,
        cause text not null,
        erased_at timestamptz not null default clock_timestamp(),
        -- its bytes are gone from the zones as well
        buried_at timestamptz);
      create index tombstone_content on ledger.tombstone (center, content_id);
      create index tombstone_open on ledger.tombstone (item_id) where buried_at is null;

      create function ledger.erase_item(erased uuid, by_actor text, why text) returns text
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        was ledger.item;
      begin
        select * into was from ledger.item where item_id = erased for update;
        if not found then return 'not-found'; end if;
        if was.state = 'erased' then return 'erased'; end if;
        if exists (select 1 from ledger.job where item_id = erased and state = 'running' and lease_until > now()) then
          return 'in-progress';
        end if;
        if exists (select 1 from ledger.publication where item_id = erased
            and state not in ('PLANNED', 'FAILED_FINAL', 'WITHDRAWN')) then
          return 'withdraw-first';
        end if;

        -- what a restored backup has made of an erased item is erased again under the same tombstone
        insert into ledger.tombstone (item_id, center, content_id, blobs, artifacts, actor, cause)
          select erased, was.center, was.content_id,
            array(select was.blob union select findings_blob from ledger.artifact where item_id = erased),
            array(select own.hash from (
                select hash from ledger.artifact where item_id = erased
                union select companion ->> 'hash' from ledger.artifact where item_id = erased and companion is not null) own
              where not exists (select 1 from ledger.artifact other
                where other.item_id <> erased and (other.hash = own.hash or other.companion ->> 'hash' = own.hash))),
            by_actor, why
        on conflict (item_id) do update set buried_at = null,
          blobs = array(select unnest(tombstone.blobs) union select unnest(excluded.blobs));

        delete from ledger.content where item_id = erased;
        delete from ledger.field where item_id = erased;
        delete from ledger.known_value where item_id = erased;
        delete from ledger.upload where item_id = erased;
        delete from ledger.erasure_ask where item_id = erased;
        update ledger.sighting set file_name = '', source_path = '', case_name = '', case_ref = repeat('0', 64)
          where item_id = erased;
        update ledger.disclosure set reason = '' where item_id = erased;
        update ledger.artifact set findings_key = '', findings_blob = '' where item_id = erased;
        update ledger.publication set state = 'WITHDRAWN', changed_at = now()
          where item_id = erased and state = 'PLANNED';
        update ledger.job set state = 'done', lease_until = null, deadline_at = null, retry_at = null,
          redrive_at = null, fence = fence + 1 where item_id = erased and state <> 'done';
        update ledger.run set state = 'erased', reason = why, ended_at = coalesce(ended_at, now())
          where item_id = erased;
        update ledger.item set state = 'erased', reason = why, wrapped_key = '', blob = '', content_id = '',
          case_ref = repeat('0', 64), processor = 'unknown', proposed_run = null, changed_at = now()
          where item_id = erased;
        with numbered as (
          update ledger.item set history_number = history_number + 1 where item_id = erased returning history_number)
        insert into ledger.audit (item_id, number, actor, action, detail)
          select erased, history_number, by_actor, 'erased', jsonb_build_object('reason', why) from numbered;
        return 'erased';
      end $$;
      revoke execute on function ledger.erase_item(uuid, text, text) from public;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function ledger.erase_item;
      drop table ledger.tombstone, ledger.erasure_ask;
    `);
  }
}
