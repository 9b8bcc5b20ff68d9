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
  unnamedHours: setting(
    'ENDOVEIL_UNNAMED_HOURS',
    z.coerce.number().min(2).default(24),
    'hours after which encrypted files that no record names are removed: leftovers, and what was cut out of reports for review',
  ),
} as const;
