import { expect, it } from 'vitest';
import { houseSettings, loadHouse } from './config.js';

it('takes a token and the token file apart, whatever is set and wherever the file is not yet', () => {
  const tokenFile = '/nowhere/tokens.json';
  expect(loadHouse({ ENDOVEIL_TOKEN: 'mine', ENDOVEIL_TOKEN_FILE: tokenFile })).toMatchObject({
    token: 'mine',
    tokenFile,
  });
  expect(loadHouse({ ENDOVEIL_TOKEN_FILE: tokenFile }).token).toBeUndefined();
});

it('reads no setting from a file that another setting names', () => {
  const settings = Object.values(houseSettings);
  const names = new Set<string>(settings.map(({ env }) => env));
  expect(settings.filter(({ env, inFile }) => inFile && names.has(`${env}_FILE`))).toEqual([]);
});
