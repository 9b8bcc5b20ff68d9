import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type InventedPatient, seeded } from './invented-patient.js';

export interface ExamVideoOptions {
  readonly patient: InventedPatient;
  /** Where the MP4 is written. */
  readonly path: string;
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  readonly seed?: number;
  /** `octagon`: a picture with cut corners beside an overlay. `full`: a picture that fills the frame, text upon it. */
  readonly layout?: 'octagon' | 'full';
  /** A name burnt into the picture itself for so long. */
  readonly nameInPicture?: { readonly fromSecond: number; readonly seconds: number };
  /** From then on the endoscope is outside the body and shows the room. */
  readonly outsideFromSecond?: number;
}

/**
 * An invented examination as an endoscopy processor records it: overlay with name, birth date, id and a running clock,
 * a moving picture, sound, chapters and tags that name the patient. The same options give the same frames.
 */
export async function makeExamVideo(options: ExamVideoOptions): Promise<void> {
  const { patient, width = 1280, height = 720, seconds = 20, framesPerSecond = 25 } = options;
  const tags = `${options.path}.tags`;
  writeFileSync(tags, tagsOf(patient, seconds));
  const name = `${patient.lastName}, ${patient.firstName}`;
  const child = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-nostdin', '-y'],
      ...[
        '-f',
        'rawvideo',
        '-pixel_format',
        'rgba',
        '-video_size',
        `${width}x${height}`,
        '-framerate',
        String(framesPerSecond),
        '-i',
        'pipe:0',
      ],
      ...['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`, '-f', 'ffmetadata', '-i', tags],
      ...['-map', '0:v', '-map', '1:a', '-map_metadata', '2', '-map_chapters', '2'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'],
      ...[
        '-metadata:s:v',
        `title=${name}`,
        '-metadata:s:a',
        `handler_name=${patient.lastName}`,
        '-f',
        'mp4',
        options.path,
      ],
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(Buffer.concat(said).toString()))));
  });
  child.stdin.on('error', () => undefined);
  for (const frame of framesOf(options)) {
    if (!child.stdin.write(frame)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await ended;
}

function tagsOf(patient: InventedPatient, seconds: number): string {
  const name = `${patient.lastName}, ${patient.firstName}`;
  return [
    ';FFMETADATA1',
    `title=Gastroskopie ${name}`,
    `artist=${patient.examiner.lastName}`,
    `comment=${patient.caseNumber} ${patient.birthDate}`,
    '[CHAPTER]',
    'TIMEBASE=1/1000',
    'START=0',
    `END=${seconds * 1000}`,
    `title=${name}`,
    '',
  ].join('\n');
}

/** RGBA frames, one after the other. Each is valid until the next. */
function* framesOf(options: ExamVideoOptions): Generator<Buffer> {
  const { patient, width = 1280, height = 720, seconds = 20, framesPerSecond = 25, layout = 'octagon' } = options;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const random = seeded(options.seed ?? 1);
  const folds = Array.from({ length: 14 }, () => ({
    x: random(),
    y: random(),
    r: 0.1 + random() * 0.25,
    speed: 0.3 + random(),
    phase: random() * 6,
  }));
  const picture =
    layout === 'full'
      ? { x: 0, y: 0, width, height }
      : { x: width * 0.29, y: height * 0.02, width: width * 0.69, height: height * 0.96 };
  for (let index = 0; index < seconds * framesPerSecond; index += 1) {
    const at = index / framesPerSecond;
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    context.save();
    if (layout === 'octagon') clipOctagon(context, picture);
    if (at >= (options.outsideFromSecond ?? Infinity)) drawRoom(context, picture, at);
    else drawMucosa(context, picture, folds, at);
    const flash = options.nameInPicture;
    if (flash && at >= flash.fromSecond && at < flash.fromSecond + flash.seconds) {
      context.fillStyle = '#f4f4f4';
      context.font = `${Math.round(height / 24)}px "DejaVu Sans"`;
      context.fillText(
        `${patient.lastName} ${patient.firstName}`,
        picture.x + picture.width * 0.3,
        picture.y + picture.height * 0.7,
      );
    }
    context.restore();
    drawOverlay(context, patient, height, Math.floor(at), layout);
    yield canvas.data();
  }
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function clipOctagon(context: SKRSContext2D, { x, y, width, height }: Area): void {
  const cut = height * 0.18;
  context.beginPath();
  context.moveTo(x + cut, y);
  context.lineTo(x + width - cut, y);
  context.lineTo(x + width, y + cut);
  context.lineTo(x + width, y + height - cut);
  context.lineTo(x + width - cut, y + height);
  context.lineTo(x + cut, y + height);
  context.lineTo(x, y + height - cut);
  context.lineTo(x, y + cut);
  context.closePath();
  context.clip();
}

/** Reddish, moving, with a dark lumen and wet lights: what a picture inside a body looks like to a program. */
function drawMucosa(
  context: SKRSContext2D,
  area: Area,
  folds: readonly { x: number; y: number; r: number; speed: number; phase: number }[],
  at: number,
): void {
  context.fillStyle = '#a8564a';
  context.fillRect(area.x, area.y, area.width, area.height);
  for (const [i, fold] of folds.entries()) {
    const x = area.x + area.width * (fold.x + 0.12 * Math.sin(at * fold.speed + fold.phase));
    const y = area.y + area.height * (fold.y + 0.12 * Math.cos(at * fold.speed * 0.8 + fold.phase));
    const radius = area.height * fold.r;
    const shade = context.createRadialGradient(x, y, radius * 0.1, x, y, radius);
    shade.addColorStop(0, i % 3 === 0 ? 'rgba(222,140,118,0.85)' : 'rgba(126,44,40,0.8)');
    shade.addColorStop(1, 'rgba(168,86,74,0)');
    context.fillStyle = shade;
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
  const x = area.x + area.width * (0.5 + 0.08 * Math.sin(at * 0.9));
  const y = area.y + area.height * (0.48 + 0.08 * Math.cos(at * 0.7));
  const lumen = context.createRadialGradient(x, y, 4, x, y, area.height * 0.22);
  lumen.addColorStop(0, 'rgba(24,8,8,0.95)');
  lumen.addColorStop(1, 'rgba(60,20,18,0)');
  context.fillStyle = lumen;
  context.fillRect(area.x, area.y, area.width, area.height);
  context.fillStyle = 'rgba(255,246,238,0.9)';
  for (const fold of folds.slice(0, 6)) {
    context.beginPath();
    const lightX = area.x + area.width * (fold.x + 0.1 * Math.sin(at * fold.speed + 1));
    context.ellipse(lightX, area.y + area.height * fold.y, area.height * 0.012, area.height * 0.007, at, 0, 6.3);
    context.fill();
  }
}

/** A wall, a cupboard, and somebody in blue beside it, as an endoscope sees them that is carried through a room. */
function drawRoom(context: SKRSContext2D, area: Area, at: number): void {
  const fill = (colour: string, x: number, y: number, width: number, height: number) => {
    context.fillStyle = colour;
    const [sway, nod] = [0.04 * Math.sin(2 * at), 0.03 * Math.cos(3 * at)];
    context.fillRect(
      area.x + area.width * (x + sway),
      area.y + area.height * (y + nod),
      area.width * width,
      area.height * height,
    );
  };
  fill('#9fc4ac', -0.2, -0.2, 1.4, 1.4);
  fill('#7f9a98', -0.2, 0.75, 1.4, 0.5);
  fill('#c2dccb', 0.1, 0.15, 0.3, 0.6);
  fill('#70777c', 0.24, 0.15, 0.02, 0.6);
  fill('#d9a98c', 0.63, 0.2, 0.12, 0.2);
  fill('#3f78a8', 0.55, 0.4, 0.28, 0.5);
  fill('#9cc4d8', 0.62, 0.12, 0.14, 0.1);
}

function drawOverlay(
  context: SKRSContext2D,
  patient: InventedPatient,
  height: number,
  second: number,
  layout: string,
): void {
  const line = height / 26;
  const [year, month, day] = patient.birthDate.split('-');
  const [examYear, examMonth, examDay] = patient.examDate.split('-');
  const [hours = '0', minutes = '0'] = patient.examTime.split(':');
  const clock = new Date(Date.UTC(2000, 0, 1, Number(hours), Number(minutes), second)).toISOString().slice(11, 19);
  const rows = [
    `${examDay}/${examMonth}/${examYear} ${clock}`,
    '',
    `ID: ${patient.caseNumber}`,
    `${patient.lastName},`,
    ` ${patient.firstName}`,
    `DOB ${day}/${month}/${year}`,
    '',
    'GIF-XZ1200',
    'SN 7104482',
    '',
    patient.hospital,
    `Dr. ${patient.examiner.lastName}`,
  ];
  context.font = `${Math.round(line * 0.72)}px "DejaVu Sans"`;
  context.fillStyle = 'rgb(225,225,225)';
  for (const [i, row] of rows.entries()) {
    context.fillText(row, height * 0.03, height * 0.05 + i * line * 1.25, layout === 'full' ? height : height * 0.47);
  }
}
