import { EndoveilError, explain } from '@endoveil/contracts';
import { SiteKeyRefused } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { problemOf } from './problem.filter.js';

it('tells a site key that is refused apart from what passes by itself, with the next step', () => {
  expect(problemOf(new SiteKeyRefused('readable by others'), 'c')).toEqual({
    type: 'urn:endoveil:problem:site-key-refused',
    title: 'The site key file is missing, damaged or open to others. (readable by others)',
    detail: explain('site-key-refused').next,
    status: 500,
    code: 'site-key-refused',
    retryable: false,
    correlationId: 'c',
  });
});

it('says of what may pass that asking again may help', () => {
  expect(problemOf(new EndoveilError('database-unavailable'), 'c')).toMatchObject({
    status: 503,
    code: 'database-unavailable',
    detail: explain('database-unavailable').next,
    retryable: true,
  });
});

it('says nothing of an error nobody expected', () => {
  expect(problemOf(new Error('ENOENT: /drop/Erika Mustermann.mp4'), 'c')).toEqual({
    type: 'urn:endoveil:problem:internal',
    title: 'An unexpected error inside the system.',
    status: 500,
    code: 'internal',
    retryable: true,
    correlationId: 'c',
  });
});
