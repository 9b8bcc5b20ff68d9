import { expect, it } from 'vitest';
import { checkServerVersion, ServerTooOld } from './server-version.js';

it('takes servers from 2.9 on', () => {
  for (const version of ['2.9.0', '2.9.10', '2.10.1', '2.12.0-preview.1', '3.0.0']) {
    expect(() => checkServerVersion(version), version).not.toThrow();
  }
});

it('refuses older servers and those that do not tell', () => {
  for (const version of ['2.8.4', '1.4.1', ''])
    expect(() => checkServerVersion(version), version).toThrow(ServerTooOld);
});
