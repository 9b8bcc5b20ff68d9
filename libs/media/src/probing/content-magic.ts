import type { ReasonCode } from '@endoveil/contracts';

/** The demuxers of ffmpeg that may be used, by their own names. */
export type VideoFormat = 'mov' | 'matroska' | 'avi' | 'asf' | 'mpegts' | 'mpeg';

export type Magic =
  | { readonly kind: 'video'; readonly format: VideoFormat }
  | { readonly kind: 'report' }
  | { readonly kind: 'neither'; readonly reason: ReasonCode };

/** Bytes that `magicOf` wants to see. */
export const MAGIC_BYTES = 4096;

const playlist =
  /^\uFEFF?\s*(?:#EXTM3U|#EXTINF|ffconcat\s|\[playlist\]|\[reference\]|<asx|<smil|<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*<(?:mpd|playlist|smil)|<mpd|v=0\s|(?:file|concat|subfile|http|https|rtsp|rtmp|data|crypto)[:\s]\S|#!)/is;

/** What the first bytes say. Whoever names a file or its type is not asked. */
export function magicOf(head: Buffer): Magic {
  const formats = [videoFormatOf(head)].filter((format) => format !== undefined);
  const pdf = head.subarray(0, 1024 + 5).includes('%PDF-');
  // two kinds at once: each reader would see another document
  if (formats.length > 0 && pdf) return { kind: 'neither', reason: 'unknown-format' };
  if (formats[0]) return { kind: 'video', format: formats[0] };
  if (pdf) return { kind: 'report' };
  if (playlist.test(head.toString('utf8'))) return { kind: 'neither', reason: 'playlist-refused' };
  return { kind: 'neither', reason: isKnownMedia(head) ? 'format-not-allowed' : 'unknown-format' };
}

function videoFormatOf(head: Buffer): VideoFormat | undefined {
  const at = (offset: number, text: string) => head.toString('latin1', offset, offset + text.length) === text;
  if (['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].some((type) => at(4, type))) return 'mov';
  if (at(0, '\x1A\x45\xDF\xA3')) return 'matroska';
  if (at(0, 'RIFF') && at(8, 'AVI ')) return 'avi';
  if (at(0, '\x30\x26\xB2\x75\x8E\x66\xCF\x11')) return 'asf';
  // ISO/IEC 13818-1: sync byte every 188 bytes, or every 192 with a time code before it
  if ([0, 188, 376, 564].every((offset) => head[offset] === 0x47)) return 'mpegts';
  if ([4, 196, 388, 580].every((offset) => head[offset] === 0x47)) return 'mpegts';
  if (at(0, '\0\0\x01\xBA')) return 'mpeg';
  return undefined;
}

/** Media that ffmpeg would open but that are not on the allow-list. */
function isKnownMedia(head: Buffer): boolean {
  const starts = ['FLV\x01', 'OggS', '\x06\x0E\x2B\x34', 'RIFF', 'GIF8', '\x89PNG', '\xFF\xD8\xFF'];
  return starts.some((start) => head.toString('latin1', 0, start.length) === start);
}
