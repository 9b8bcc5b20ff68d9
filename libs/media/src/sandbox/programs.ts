import { accessSync, constants, realpathSync } from 'node:fs';

/** Everything that may ever run inside the sandbox. */
export const programs = [
  'ffmpeg',
  'ffprobe',
  'tesseract',
  'pdftoppm',
  'pdftotext',
  'pdfimages',
  'pdfinfo',
  'pdfdetach',
  'qpdf',
  'ocrad',
  'zbarimg',
  'node',
] as const;
export type Program = (typeof programs)[number];

const SYSTEM_FOLDERS = ['/usr/bin', '/usr/local/bin'];

/** Where the program is on this host, or undefined. `node` is the one that runs us. */
export function locate(program: string): string | undefined {
  if (!(programs as readonly string[]).includes(program)) return undefined;
  if (program === 'node') return realpathSync(process.execPath);
  return SYSTEM_FOLDERS.map((folder) => `${folder}/${program}`).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
