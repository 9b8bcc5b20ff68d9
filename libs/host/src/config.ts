import { ReleasePolicy } from '@endoveil/contracts';
import { hasReadableUser, postgresUrl, setting, USER_NOT_READABLE } from '@endoveil/runtime';
import { z } from 'zod';

const seconds = z.coerce.number().positive();
const port = z.coerce.number().int().min(0).max(65_535);

const json = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be a JSON object');
      return z.NEVER;
    }
  });

/** Numbers of the handler contract that a site may change, as one JSON object: `{"leaseSeconds": 60}`. */
const timing = json.pipe(
  z
    .object({
      leaseSeconds: seconds,
      beatSeconds: seconds,
      retryCurveSeconds: z.array(seconds).min(1),
      attemptsPerLevel: z.int().positive(),
      crashesPerLevel: z.int().positive(),
      lossesPerLevel: z.int().positive(),
      mostWaitsForTheSite: z.int().positive(),
      runDeadlineSeconds: seconds,
      deadLevelSeconds: z.object({ video: seconds, report: seconds, metadata: seconds }),
      workerHeartbeatSeconds: seconds,
      workerGoneSeconds: seconds,
      sweepSeconds: seconds,
      reconcileSeconds: seconds,
      deliveryDeadlineSeconds: seconds,
      outboxPollSeconds: seconds,
      upgradeSeconds: seconds,
      upgradeRetrySeconds: seconds,
      reconnectSeconds: seconds,
      collectScratchSeconds: seconds,
    })
    .partial()
    .strict(),
);

/** What every service reads from its environment. */
export const hostSettings = {
  databaseUrl: setting(
    'ENDOVEIL_DATABASE_URL',
    postgresUrl,
    'Postgres, `postgres://user:password@host:port/database`; over TLS with `?sslmode=verify-full`',
    {
      secret: true,
    },
  ),
  natsUrl: setting(
    'ENDOVEIL_NATS_URL',
    z.string().min(1).refine(hasReadableUser, USER_NOT_READABLE),
    'NATS, `nats://user:password@host:port`, several by commas; over TLS as `tls://…`',
    { secret: true },
  ),
  caFile: setting(
    'ENDOVEIL_CA_FILE',
    z.string().startsWith('/').optional(),
    'certificates (PEM) of who signed those of Postgres, NATS and Redis; not set: those that Node trusts',
  ),
  redisUrl: setting(
    'ENDOVEIL_REDIS_URL',
    z.string().min(1).refine(hasReadableUser, USER_NOT_READABLE),
    'Redis for locks, `redis://:password@host:port`, over TLS as `rediss://…`; an odd number of independent ones by commas',
    { secret: true },
  ),
  zonesDir: setting(
    'ENDOVEIL_ZONES_DIR',
    z.string().startsWith('/'),
    'folder of the zones; one file system, shared by all services',
  ),
  scratchDir: setting(
    'ENDOVEIL_SCRATCH_DIR',
    z.string().startsWith('/').optional(),
    'folder for decrypted work; a tmpfs. Not set: in the zones',
  ),
  siteKeyFile: setting(
    'ENDOVEIL_SITE_KEY_FILE',
    z.string().startsWith('/'),
    'the site key (0600), outside of zones and backups',
  ),
  keepFreeBytes: setting(
    'ENDOVEIL_KEEP_FREE_BYTES',
    z.coerce
      .number()
      .int()
      .min(0)
      .default(2 * 1024 ** 3),
    'with less than this free on the zones nothing is taken in: files wait where they are, uploads are told to come back',
  ),
  mostWaitingEvents: setting(
    'ENDOVEIL_MOST_WAITING_EVENTS',
    z.coerce.number().int().min(1).default(10_000),
    'with more events than this waiting to be sent nothing is taken in',
  ),
  logLevel: setting(
    'ENDOVEIL_LOG_LEVEL',
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'the least that is logged',
  ),
  traceFile: setting(
    'ENDOVEIL_TRACE_FILE',
    z.string().startsWith('/').optional(),
    'spans as JSON lines into this file',
  ),
  otlpUrl: setting('ENDOVEIL_OTLP_URL', z.url().optional(), 'spans over OTLP/HTTP to this collector'),
  traceShare: setting(
    'ENDOVEIL_TRACE_SHARE',
    z.coerce.number().min(0).max(1).default(1),
    'share of the traces that is kept, 0 to 1; what fails, falls back or comes again is always kept',
  ),
  metricsHost: setting(
    'ENDOVEIL_METRICS_HOST',
    z.string().default('127.0.0.1'),
    'address of /healthz, /readyz and /metrics',
  ),
  metricsPort: setting('ENDOVEIL_METRICS_PORT', port.default(9464), 'its port; 0 takes any free one'),
  graceSeconds: setting(
    'ENDOVEIL_GRACE_SECONDS',
    seconds.default(20),
    'how long work may go on after SIGTERM before it is handed back',
  ),
  concurrency: setting(
    'CONCURRENCY',
    z.coerce.number().int().min(1).max(64).optional(),
    'jobs of each level side by side in this process; not set: as many as the level says',
  ),
  streamMaxBytes: setting(
    'ENDOVEIL_STREAM_MAX_BYTES',
    z.coerce
      .number()
      .int()
      .positive()
      .default(900 * 1024 ** 2),
    'bytes the event stream may take',
  ),
  streamReplicas: setting(
    'ENDOVEIL_STREAM_REPLICAS',
    z.coerce.number().int().min(1).max(5).default(1),
    '3 where there are three NATS servers',
  ),
  releasePolicy: setting(
    'ENDOVEIL_RELEASE_POLICY',
    json.pipe(ReleasePolicy),
    'what is released without a person, and whether an approval takes two, as JSON: `{"fourEyes":true,"withoutPerson":[{"kind":"video","level":"frame-cleaning","verdict":"verified"}]}`. Not set: nothing, and one. What `roi-masking` and `rules-only` make cannot be named: a person always looks at it',
  ),
  timing: setting('ENDOVEIL_TIMING', timing, 'numbers of the handler contract as JSON, e.g. `{"leaseSeconds":60}`'),
} as const;
