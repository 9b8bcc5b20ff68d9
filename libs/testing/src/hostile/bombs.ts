import { deflateSync } from 'node:zlib';
import { drawn, FORM, type HostilePdfs, image, noise } from './pdf-parts.js';
import { onePage, packed, saying, streamOf } from './write-pdf.js';

const ZEROS = (bytes: number) => Buffer.alloc(bytes);
/** A JPEG's head that claims a size; no pixels follow. */
const jpegHead = (width: number, height: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
    0xff,
    0xda,
    0,
    8,
    1,
    1,
    0,
    0,
    63,
    0,
    1,
    2,
    3,
    0xff,
    0xd9,
  ]);

/** Small files that become large, or drawing that does not end. */
export const bombs: HostilePdfs = {
  'a picture of 60,000 by 60,000': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [packed(ZEROS(200_000_000), 2, image(60_000, 60_000))],
    }),
  'a JPEG that claims 65,500 by 65,500': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf(jpegHead(65_500, 65_500), image(65_500, 65_500, '/Filter /DCTDecode'))],
    }),
  'a gigabyte of content in a megabyte': () =>
    onePage({
      content: streamOf(deflateSync(Buffer.alloc(400_000_000, 'q Q '), { level: 9 }), '/Filter /FlateDecode'),
    }),
  'content packed twelve times': () => onePage({ content: packed(Buffer.alloc(50_000_000, '0 0 m 9 9 l S '), 12) }),
  'a run of bytes without end': () =>
    onePage({
      content: saying(drawn),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf(Buffer.alloc(2_000_000, 0x81), image(20_000, 20_000, '/Filter /RunLengthDecode'))],
    }),
  'a thousand pictures': () =>
    onePage({
      content: saying(`${drawn}\n`.repeat(1000)),
      resources: '/XObject << /X 6 0 R >>',
      objects: [packed(ZEROS(9_000_000), 1, image(3000, 3000))],
    }),
  'a form a hundred times in a form, five deep': () => {
    const inner = (to: number) =>
      streamOf('/X Do '.repeat(100), `${FORM} /Resources << /XObject << /X ${to} 0 R >> >>`);
    return onePage({
      content: saying('/X Do'),
      resources: '/XObject << /X 6 0 R >>',
      objects: [inner(7), inner(8), inner(9), inner(10), streamOf('0 0 m 9 9 l S', FORM)],
    });
  },
  'a form that draws itself': () =>
    onePage({
      content: saying('/X Do'),
      resources: '/XObject << /X 6 0 R >>',
      objects: [streamOf('/X Do', `${FORM} /Resources << /XObject << /X 6 0 R >> >>`)],
    }),
  'a pattern of tiny tiles': () =>
    onePage({
      content: saying('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      objects: [
        streamOf(
          '0 0 1 1 re f',
          '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 /Resources << >>',
        ),
      ],
    }),
  'a pattern that paints itself': () =>
    onePage({
      content: saying('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      objects: [
        streamOf(
          '/Pattern cs /P scn 0 0 9 9 re f',
          '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P 6 0 R >> >>',
        ),
      ],
    }),
  'a function of a hundred thousand steps': () =>
    onePage({
      content: saying('/S sh'),
      resources:
        '/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [595 0 0 842 0 0] /Function 6 0 R >> >>',
      objects: [
        streamOf(`{ ${'dup mul sqrt '.repeat(100_000)} pop }`, '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]'),
      ],
    }),
  'a mesh of noise': () =>
    onePage({
      content: saying('/S sh'),
      resources: '/Shading << /S 6 0 R >>',
      objects: [
        streamOf(
          noise(3_000_000),
          '/ShadingType 4 /ColorSpace /DeviceGray /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 595 0 842 0 1]',
        ),
      ],
    }),
};
