import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which items have gone, or shall go, to which destination: in the order of lists, kept by the database. */
export class Schema1780000000013 implements MigrationInterface {
  readonly name = 'Schema1780000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.item_destination (
        item_id uuid not null references ledger.item on delete cascade,
        destination text not null,
        center text not null,
        landed_at timestamptz not null,
        primary key (item_id, destination));
      create index item_destination_newest on ledger.item_destination (destination, landed_at desc, item_id desc);
      create index item_destination_of_center
        on ledger.item_destination (destination, center, landed_at desc, item_id desc);
      insert into ledger.item_destination
        select distinct item_id, p.destination, i.center, i.landed_at
        from ledger.publication p join ledger.item i using (item_id);

      create function ledger.keep_destination() returns trigger language plpgsql as $$
      begin
        insert into ledger.item_destination (item_id, destination, center, landed_at)
          select i.item_id, new.destination, i.center, i.landed_at from ledger.item i where i.item_id = new.item_id
          on conflict do nothing;
        return null;
      end $$;
      create trigger publication_destination after insert on ledger.publication
        for each row execute function ledger.keep_destination();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger publication_destination on ledger.publication;
      drop function ledger.keep_destination;
      drop table ledger.item_destination;
    `);
  }
}
