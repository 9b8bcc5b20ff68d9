import { setTimeout as wait } from 'node:timers/promises';
import { EndoveilError } from '@endoveil/contracts';
import { DataSource, type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { failpoint } from '@endoveil/runtime';
import { Schema1780000000001 } from './migrations/schema-1.js';
import { Schema1780000000002 } from './migrations/schema-2.js';
import { Schema1780000000003 } from './migrations/schema-3.js';
import { Schema1780000000010 } from './migrations/schema-10.js';
import { Schema1780000000011 } from './migrations/schema-11.js';
import { Schema1780000000012 } from './migrations/schema-12.js';
import { Schema1780000000013 } from './migrations/schema-13.js';
import { Schema1780000000014 } from './migrations/schema-14.js';
import { Schema1780000000021 } from './migrations/schema-21.js';
import { Schema1780000000022 } from './migrations/schema-22.js';
import { Schema1780000000023 } from './migrations/schema-23.js';
import { Schema1780000000024 } from './migrations/schema-24.js';
import { Schema1780000000025 } from './migrations/schema-25.js';
import { Schema1780000000026 } from './migrations/schema-26.js';
import { Schema1780000000027 } from './migrations/schema-27.js';
import { reachOf } from './reach.js';
import { giveUpOptions, impatientSocket } from '../work/silence.js';

const migrations = [
  Schema1780000000001,
  Schema1780000000002,
  Schema1780000000003,
  Schema1780000000010,
  Schema1780000000011,
  Schema1780000000012,
  Schema1780000000013,
  Schema1780000000014,
  Schema1780000000021,
  Schema1780000000022,
  Schema1780000000023,
  Schema1780000000024,
  Schema1780000000025,
  Schema1780000000026,
  Schema1780000000027,
];

export interface DatabaseSettings {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  readonly statementTimeoutSeconds: number;
  readonly reconnectSeconds: number;
}

/** One statement: rows in, plain objects out. Everything inside one `transaction` is one Postgres transaction. */
export type Query = <Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** TypeORM's pool, and what goes wrong with it said in our words. */
export class Database implements AsyncDisposable {
  private constructor(
    private readonly source: DataSource,
    private readonly reconnectSeconds: number,
  ) {}

  static async open(settings: DatabaseSettings): Promise<Database> {
    const database = new Database(sourceOf(settings), settings.reconnectSeconds);
    await database.again(() => database.source.initialize());
    return database;
  }

  /** Brings the schema up to this build; answers the names of what it ran. */
  async migrate(): Promise<readonly string[]> {
    await this.source.query('create schema if not exists ledger');
    const ran = await this.source.runMigrations({ transaction: 'all' });
    return ran.map(({ name }) => name);
  }

  /** True when the schema is exactly the one this build was written for. */
  async isCurrent(): Promise<boolean> {
    const [row] = await this.source.query<{ there: boolean }[]>(
      `select to_regclass('ledger.migration') is not null as there`,
    );
    if (!row?.there) return false;
    const ran = await this.source.query<{ name: string }[]>('select name from ledger.migration order by id');
    return ran.map(({ name }) => name).join() === migrations.map(({ name }) => name).join();
  }

  /** Verbs may be repeated, so a lost connection or a deadlock is answered by doing the whole verb again. */
  async transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const answer = await this.again(() =>
      this.source.transaction(async (manager) => {
        const result = await work(queryOf(manager));
        failpoint('ledger.before-commit');
        return result;
      }),
    );
    failpoint('ledger.after-commit');
    return answer;
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return await this.again(() => queryOf(this.source.manager)<Row>(sql, parameters));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.reconnectSeconds * 1000;
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof EndoveilError) throw error;
        // raised by the database's own guard of what goes out
        if (stateOf(error) === 'EV001') throw new EndoveilError('not-released');
        const verdict = judge(error);
        if (verdict === 'broken') throw new EndoveilError('internal', { detail: `SQLSTATE ${stateOf(error)}` });
        if (performance.now() + pauseMs > until) throw new EndoveilError('database-unavailable');
        await wait(pauseMs);
      }
    }
  }
}

function sourceOf(settings: DatabaseSettings): DataSource {
  const { connectionString: url, ssl } = reachOf(settings.url);
  const { statementTimeoutSeconds: longest } = settings;
  return new DataSource({
    type: 'postgres',
    url,
    ...(ssl ? { ssl } : {}),
    schema: 'ledger',
    applicationName: settings.applicationName,
    poolSize: settings.poolSize,
    migrations,
    migrationsTableName: 'migration',
    installExtensions: false,
    logging: false,
    extra: {
      statement_timeout: longest * 1000,
      idle_in_transaction_session_timeout: longest * 1000,
      connectionTimeoutMillis: 5_000,
      // by then every statement was answered or ended, so whoever says nothing is gone
      ...(longest > 0 ? { stream: () => impatientSocket(1.5 * longest) } : { options: giveUpOptions }),
    },
    // an idle connection that breaks is replaced; without a listener it would end the process
    poolErrorHandler: () => undefined,
  });
}

function queryOf(manager: EntityManager): Query {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    // TypeORM answers `update … returning` as [rows, count]
    const answer = (await manager.query(sql, [...parameters])) as Row[] | [Row[], number];
    return Array.isArray(answer[0]) && typeof answer[1] === 'number' ? (answer[0] as Row[]) : (answer as Row[]);
  };
}

/** Connection lost, server starting or stopping, deadlock: again. Anything else is our mistake. */
function judge(error: unknown): 'again' | 'broken' {
  // what TypeORM says between two statements of a transaction whose connection has just broken
  if (error instanceof QueryRunnerAlreadyReleasedError) return 'again';
  const state = stateOf(error);
  if (/^(08|40|57P|53)/.test(state)) return 'again';
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(state)) return 'again';
  return state === 'none' && /onnection|timeout/.test((error as Error).message) ? 'again' : 'broken';
}

function stateOf(error: unknown): string {
  const driver = error instanceof QueryFailedError ? (error.driverError as unknown) : error;
  return (driver as { code?: string } | null)?.code ?? 'none';
}
