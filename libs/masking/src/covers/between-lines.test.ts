import { expect, it } from 'vitest';
import { betweenLines } from './between-lines.js';

const name = { x: 280, y: 190, width: 440, height: 110 };
const code = { x: 256, y: 316, width: 300, height: 86 };

it('covers what lies between two lines of a label that moves, on the frames of both', () => {
  const covers = [
    { box: name, first: 10, last: 13, moves: true },
    { box: code, first: 12, last: 15, moves: true },
  ];
  expect(betweenLines(covers)).toEqual([
    { box: { x: 256, y: 300, width: 464, height: 16 }, first: 12, last: 13, moves: true },
  ]);
});

it('does the same for lines that run up or down', () => {
  const turned = ({ x, y, width, height }: typeof name) => ({ x: y, y: x, width: height, height: width });
  const covers = [
    { box: turned(code), first: 10, last: 13, moves: true },
    { box: turned(name), first: 10, last: 13, moves: true },
  ];
  expect(betweenLines(covers)[0]?.box).toEqual({ x: 300, y: 256, width: 16, height: 464 });
});

it.each([
  ['stand', { box: code, first: 10, last: 13 }],
  ['come one after the other', { box: code, first: 14, last: 15, moves: true }],
  ['are far from each other', { box: { ...code, y: 420 }, first: 10, last: 13, moves: true }],
  ['are not beside each other', { box: { ...code, x: 700 }, first: 10, last: 13, moves: true }],
])('leaves what lies between lines that %s', (_, other) => {
  expect(betweenLines([{ box: name, first: 10, last: 13, moves: true }, other])).toEqual([]);
});
