import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { LetterRows } from './letter-rows.js';
import { isBuiltAsWriting } from './structure-of-writing.js';

const [width, height] = [480, 200];

function drawn(draw: (context: import('@napi-rs/canvas').SKRSContext2D) => void): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'rgb(90,90,90)';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgb(210,210,210)';
  draw(context);
  const rgba = canvas.data();
  return Uint8Array.from({ length: width * height }, (_, i) => rgba[4 * i]!);
}

const isWriting = (gray: Uint8Array) =>
  new LetterRows(width, height).find(gray, 24, 'wide')!.some((row) => isBuiltAsWriting(row));

const name =
  (size: number, turn = 0) =>
  (context: import('@napi-rs/canvas').SKRSContext2D) => {
    context.translate(width / 2, height / 2);
    context.rotate(turn);
    context.font = `${size}px "DejaVu Sans"`;
    context.fillText('Kranzbichler', -4 * size, 0);
  };

describe('built as writing', () => {
  it.each([
    ['of 12 pixels', name(17)],
    ['of 22 pixels', name(30)],
    ['turned by a quarter', name(17, Math.PI / 2)],
    ['turned the other way', name(17, -Math.PI / 2)],
    ['on its head', name(24, Math.PI)],
    ['aslant', name(24, 0.6)],
    ['aslant, downwards', name(24, -1)],
  ])('a name %s is', (_, draw) => {
    expect(isWriting(drawn(draw))).toBe(true);
  });

  it.each<[string, Parameters<typeof drawn>[0]]>([
    ['the teeth of an instrument', (c) => Array.from({ length: 14 }, (_, i) => c.fillRect(60 + 14 * i, 80, 6, 18))],
    [
      'wet lights',
      (c) => {
        for (const [i, size] of [9, 3, 14, 5, 8, 11, 4].entries()) {
          c.beginPath();
          c.ellipse(80 + 26 * i, 90 + ((i * 37) % 23), size, size * 0.7, i, 0, 6.3);
          c.fill();
        }
      },
    ],
    [
      'a branching vessel',
      (c) => {
        c.strokeStyle = 'rgb(40,40,40)';
        c.lineWidth = 4;
        c.beginPath();
        c.moveTo(40, 60);
        c.bezierCurveTo(120, 150, 200, 20, 420, 130);
        c.moveTo(150, 95);
        c.lineTo(210, 160);
        c.stroke();
      },
    ],
  ])('%s is not', (_, draw) => {
    expect(isWriting(drawn(draw))).toBe(false);
  });
});
