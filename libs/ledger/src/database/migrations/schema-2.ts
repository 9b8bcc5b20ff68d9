import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when a worker is there (a level counts as dead only while somebody watched), which entries are sealed, known
 * values beside the fields, and the indexes without which every read grows with the number of items.
 */
export class Schema1780000000002 implements MigrationInterface {
  readonly name = 'Schema1780000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger.worker add column started_at timestamptz not null default now();

      alter table ledger.audit add column sealed boolean not null default false;
      update ledger.audit a set sealed = true
        from ledger.audit_seal s where (s.item_id, s.number) = (a.item_id, a.number);
      create index audit_unsealed on ledger.audit (at, item_id, number) where not sealed;

      create table ledger.known_value (
        run_id uuid not null references ledger.run on delete cascade,
        item_id uuid not null references ledger.item on delete cascade,
        ordinal int not null,
        name text not null,
        value bytea not null,
        primary key (run_id, ordinal));
      create index known_value_item on ledger.known_value (item_id);

      create index artifact_run on ledger.artifact (run_id, step);
      create index artifact_findings on ledger.artifact (findings_blob);
      create index attempt_durable on ledger.attempt (durable, started_at);
      create index certificate_artifact on ledger.certificate (artifact_id);
      create index certificate_run on ledger.certificate (run_id);
      create index item_blob on ledger.item (blob);
      create index run_open on ledger.run (item_id) where ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index ledger.run_open, ledger.item_blob, ledger.certificate_run, ledger.certificate_artifact,
        ledger.attempt_durable, ledger.artifact_findings, ledger.artifact_run, ledger.audit_unsealed;
      drop table ledger.known_value;
      alter table ledger.audit drop column sealed;
      alter table ledger.worker drop column started_at;
    `);
  }
}
