import { describe, expect, it } from 'vitest';
import { codedSizeOf } from './sequence-parameters.js';

const sizeOf = (hex: string) => codedSizeOf(Buffer.from(hex, 'hex'));

describe('the size of recorded pictures', () => {
  it.each([
    ['640×360', '6764001eacd940a02ff97011000003000100000300320f162d96', [640, 368, 640, 360]],
    ['1920×1080', '67640028acd940780227e5c044000003000400000300c83c60c658', [1920, 1088, 1920, 1080]],
    ['960×540', '6764001facd940f0117ef011000003000100000300320f183196', [960, 544, 960, 540]],
    ['720×576 in fields', '6764001eacd940b424d8088000000300800000190f8a14cb', [720, 576, 720, 576]],
  ])('%s is told with what fills it up', (_, hex, size) => {
    const coded = sizeOf(hex)!;
    expect([coded.width, coded.height, coded.shownWidth, coded.shownHeight]).toEqual(size);
  });

  it('is refused where two hundred columns are not shown', () => {
    expect(sizeOf('6764001eacd940a02fc0cb97011000000300100000030320f162d960')).toBeUndefined();
  });

  it('is refused where the set ends before it is told', () => {
    expect(sizeOf('6764001eac')).toBeUndefined();
  });
});
