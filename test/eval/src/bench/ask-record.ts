import { Client } from 'pg';

/** Looks into a record beside the services, with SQL of its own. */
export interface AskRecord extends AsyncDisposable {
  ask<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first column of the first row, called `count`. */
  count(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

export async function askRecord(url: string): Promise<AskRecord> {
  const client = new Client({ connectionString: url });
  // the server may be stopped before this is closed
  client.on('error', () => undefined);
  await client.connect();
  const ask = async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query(sql, [...parameters])).rows as Row[];
  return {
    ask,
    count: async (sql, parameters) => Number((await ask<{ count: string }>(sql, parameters))[0]?.count),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
