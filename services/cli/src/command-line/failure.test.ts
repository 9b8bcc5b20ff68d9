import { SiteKeyRefused } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { exitCodes } from './exit-codes.js';
import { describeFailure } from './failure.js';

it('calls a site key that is refused a thing that is missing, and says what to do', () => {
  const failure = describeFailure(new SiteKeyRefused('missing'));
  expect(failure).toMatchObject({ exit: exitCodes.dependencyMissing, code: 'site-key-refused' });
  expect(failure.text).toContain('(missing)');
  expect(failure.next).toMatch(/ENDOVEIL_SITE_KEY_FILE.*doctor/);
});
