import type { Correction } from '@endoveil/contracts';
import type { Box } from '@endoveil/media';

/** What persons asked to have covered on this page, in its pixels, outwards to whole ones. */
export function correctionBoxes(
  corrections: readonly Correction[] | undefined,
  page: number,
  { width, height }: { readonly width: number; readonly height: number },
): Box[] {
  return (corrections ?? []).flatMap((one) => {
    if (!('page' in one) || one.page !== page) return [];
    const [x, y] = [Math.floor(one.box.x * width), Math.floor(one.box.y * height)];
    const right = Math.min(width, Math.ceil((one.box.x + one.box.width) * width));
    const bottom = Math.min(height, Math.ceil((one.box.y + one.box.height) * height));
    return [{ x, y, width: right - x, height: bottom - y }];
  });
}
