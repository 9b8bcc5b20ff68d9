import { createCanvas } from '@napi-rs/canvas';
import type { Dice } from './invented-case.js';

const [WIDTH, HEIGHT] = [480, 384];

/** A JPEG like an endoscope's: moist tissue in a black frame with cut corners. `says` is burnt in below. */
export function tissuePicture(dice: Dice, says?: string): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = '#050505';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.save();
  const cut = dice.between(20, 70);
  context.beginPath();
  for (const [x, y] of [
    [cut, 4],
    [WIDTH - cut, 4],
    [WIDTH - 4, cut],
    [WIDTH - 4, HEIGHT - cut],
    [WIDTH - cut, HEIGHT - 4],
    [cut, HEIGHT - 4],
    [4, HEIGHT - cut],
    [4, cut],
  ] as const)
    context.lineTo(x, y);
  context.clip();
  const [x, y] = [dice.between(150, 330), dice.between(120, 260)];
  const light = context.createRadialGradient(x, y, 15, x, y, 330);
  light.addColorStop(0, '#3a0f0c');
  light.addColorStop(0.25, '#b4553f');
  light.addColorStop(0.7, '#cf7a5c');
  light.addColorStop(1, '#7a2f22');
  context.fillStyle = light;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < 14; i += 1) {
    context.strokeStyle = `rgba(${dice.between(120, 230)},${dice.between(40, 110)},${dice.between(30, 80)},0.35)`;
    context.lineWidth = dice.between(6, 26);
    context.beginPath();
    context.ellipse(x, y, 40 + i * 22, 30 + i * 17, dice.random() * 0.6, dice.random() * 3, 3 + dice.random() * 3);
    context.stroke();
  }
  for (let i = 0; i < 25; i += 1) {
    context.fillStyle = `rgba(255,240,225,${0.3 + dice.random() * 0.6})`;
    context.beginPath();
    context.ellipse(
      dice.between(40, 440),
      dice.between(40, 340),
      dice.between(1, 7),
      dice.between(1, 4),
      dice.random() * 3,
      0,
      7,
    );
    context.fill();
  }
  for (let i = 0; i < 3000; i += 1) {
    context.fillStyle = `rgba(${dice.between(60, 240)},${dice.between(20, 120)},${dice.between(20, 90)},0.14)`;
    context.fillRect(dice.between(0, WIDTH), dice.between(0, HEIGHT), 3, 3);
  }
  context.restore();
  if (says !== undefined) {
    context.fillStyle = '#e8e8e8';
    context.font = '24px "DejaVu Sans"';
    context.fillText(says, dice.between(40, 160), dice.between(300, 350));
  }
  return canvas.toBuffer('image/jpeg', 88);
}
