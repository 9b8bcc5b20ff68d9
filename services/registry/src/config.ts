import { setting } from '@endoveil/runtime';
import { z } from 'zod';

/** What the registry reads beside the host's settings. */
export const registrySettings = {
  host: setting(
    'ENDOVEIL_HTTP_HOST',
    z.string().min(1).default('127.0.0.1'),
    'address of the API; another one than this machine only with a token file, and behind TLS',
  ),
  tokenFile: setting(
    'ENDOVEIL_TOKEN_FILE',
    z.string().startsWith('/').optional(),
    'who may ask the API what; `endoveil token` writes it. Not set: programs on this machine, nothing identifying',
  ),
  port: setting(
    'ENDOVEIL_HTTP_PORT',
    z.coerce.number().int().min(0).max(65_535).default(8420),
    'its port; 0 takes any free one',
  ),
  uploadMaxBytes: setting(
    'ENDOVEIL_UPLOAD_MAX_BYTES',
    z.coerce
      .number()
      .int()
      .positive()
      .default(64 * 1024 ** 3),
    'the largest file that may be uploaded',
  ),
  uploadHours: setting(
    'ENDOVEIL_UPLOAD_HOURS',
    z.coerce.number().positive().default(24),
    'hours without a byte after which an upload is forgotten, with what came of it',
  ),
  uploadsEach: setting(
    'ENDOVEIL_UPLOADS_EACH',
    z.coerce.number().int().positive().default(100),
    'open uploads of one account',
  ),
  uploadsAtOnce: setting(
    'ENDOVEIL_UPLOADS_AT_ONCE',
    z.coerce.number().int().positive().default(16),
    'uploads one process receives at the same time; more are told to come back',
  ),
  uploadsAtOnceEach: setting(
    'ENDOVEIL_UPLOADS_AT_ONCE_EACH',
    z.coerce.number().int().positive().default(8),
    'of them those of one account, where there is a token file',
  ),
  quarantineDays: setting(
    'ENDOVEIL_QUARANTINE_DAYS',
    z.coerce.number().positive().optional(),
    'days after which what stands in quarantine is discarded; not set: when a person discards it',
  ),
  unnamedHours: setting(
    'ENDOVEIL_UNNAMED_HOURS',
    z.coerce.number().min(2).default(24),
    'hours after which files of the zones that no record names are removed: leftovers, and what was cut out of reports for review',
  ),
} as const;
