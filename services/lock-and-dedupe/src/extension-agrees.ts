import type { MediaKind } from '@endoveil/contracts';

const video = new Set(
  'mp4 m4v mov qt mkv webm avi ts m2ts mts mpg mpeg mpe vob m2v wmv asf flv 3gp dv mxf ogv'.split(' '),
);
const report = new Set(['pdf']);
const others = new Set(
  'txt rtf doc docx odt xls xlsx csv ppt pptx htm html xml json zip rar 7z gz tar iso exe dll bat cmd sh js msi jpg jpeg png gif bmp tif tiff webp svg dcm mp3 wav m4a m3u m3u8 pls mpd sdp'.split(
    ' ',
  ),
);

/**
 * False when the name claims another kind of file than the content is. A name without an extension, or with one that
 * means nothing to us, claims nothing; and among videos the content decides alone.
 */
export function extensionAgrees(fileName: string, kind: MediaKind): boolean {
  const extension = /\.([a-z0-9]{1,5})\s*$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === undefined) return true;
  if (others.has(extension)) return false;
  return kind === 'video' ? !report.has(extension) : !video.has(extension);
}
