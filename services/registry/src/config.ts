import { setting } from '@endoveil/runtime';
import { z } from 'zod';

/** What the registry reads beside the host's settings. */
export const registrySettings = {
  host: setting(
    'ENDOVEIL_HTTP_HOST',
    z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1'),
    'address of the API: this machine only, until there is a login',
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
