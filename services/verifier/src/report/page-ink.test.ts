import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { shinesThrough, unreadRows } from './page-ink.js';
import type { PageImage } from './pdf-tools.js';

const [width, height] = [620, 300];

function page(draw: (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void): PageImage {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.font = '24px "DejaVu Sans"';
  draw(context);
  const rgba = canvas.data();
  const gray = Buffer.alloc(width * height);
  for (let i = 0; i < gray.length; i += 1) gray[i] = rgba[4 * i]!;
  return { width, height, gray, pgm: gray };
}

const read = (...words: readonly (readonly [text: string, x: number, y: number, wide: number])[]) =>
  words.map(([text, x, y, wide]) => ({ text, confidence: 90, line: 1, box: { x, y, width: wide, height: 26 } }));

it('sees letters that OCR passed over, and none where OCR saw words', () => {
  const said = page((context) => context.fillText('Kranzbichler Roswitha', 60, 120));
  expect(unreadRows(said, read())).not.toEqual([]);
  expect(unreadRows(said, read(['Kranzbichler', 60, 98, 150], ['Roswitha', 222, 98, 110]))).toEqual([]);
});

it('takes boxes, rules and blank paper for no letters', () => {
  const boxes = page((context) => {
    for (let i = 0; i < 5; i += 1) context.fillRect(40, 30 + i * 44, 120 + i * 60, 26);
    context.fillRect(20, 270, 580, 2);
  });
  expect(unreadRows(boxes, read())).toEqual([]);
  expect(
    unreadRows(
      page(() => undefined),
      read(),
    ),
  ).toEqual([]);
});

it('sees what shines through a box', () => {
  const solid = page((context) => context.fillRect(60, 70, 400, 80));
  expect(shinesThrough(solid)).toBe(false);
  const thin = page((context) => {
    context.fillRect(60, 70, 400, 80);
    context.fillStyle = '#fff';
    context.fillText('Kranz bichler', 150, 120);
  });
  expect(shinesThrough(thin)).toBe(true);
});

it('takes the paper between two boxes for nothing within one', () => {
  const two = page((context) => {
    context.fillRect(40, 40, 200, 40);
    context.fillRect(40, 84, 300, 40);
    context.fillRect(246, 40, 90, 40);
  });
  expect(shinesThrough(two)).toBe(false);
});
