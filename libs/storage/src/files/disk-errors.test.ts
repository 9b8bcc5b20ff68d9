import { expect, it } from 'vitest';
import { diskError } from './disk-errors.js';

const after = (code: string) => diskError(Object.assign(new Error('/a/path'), { code }));

it.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'too-large'],
])('says of %s what may be mended, and no path', (code, reason) => {
  expect(after(code)).toMatchObject({ code: reason });
  expect(String((after(code) as Error).message)).not.toContain('/');
});
