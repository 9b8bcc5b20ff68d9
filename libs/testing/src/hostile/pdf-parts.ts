export type HostilePdfs = Readonly<Record<string, () => Buffer>>;

export const image = (width: number, height: number, more = '') =>
  `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray ${more}`;
export const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]';
export const drawn = 'q 595 0 0 842 0 0 cm /X Do Q';
export const noise = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 255));
export const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
export const pages = (count: number, kids: (i: number) => number) =>
  `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, i) => `${kids(i)} 0 R`).join(' ')}] /Count ${count} >>`;
