import { expect, it } from 'vitest';
import { type Place, Places } from './places.js';

it('leaves places for others, whatever one account asks for', () => {
  const places = new Places({ all: 3, each: 2 });
  const first = places.take('anna');
  const second = places.take('anna');
  expect(places.take('anna')).toBe('each');
  const other = places.take('berta');
  expect(places.take('carla')).toBe('all');
  for (const place of [first, second, other]) expect(place).toBeTypeOf('object');
  (first as Place).free();
  (first as Place).free();
  expect(places.take('anna')).toBeTypeOf('object');
  expect(places.take('berta')).toBe('all');
});
