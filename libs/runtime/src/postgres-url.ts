import { z } from 'zod';

/** TLS with a server that proves its name, or none: what lies between looks like safety. */
export const postgresUrl = z
  .url()
  .refine((url) => ['disable', 'verify-full'].includes(new URL(url).searchParams.get('sslmode') ?? 'disable'), {
    error: 'sslmode may be disable or verify-full',
  });
