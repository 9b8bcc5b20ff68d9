/** Capitals of seven lines, as they are burnt in: stems, bars and slopes. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  A: ['..#..', '.#.#.', '#...#', '#...#', '#####', '#...#', '#...#'],
  E: ['#####', '#....', '#....', '####.', '#....', '#....', '#####'],
  H: ['#...#', '#...#', '#...#', '#####', '#...#', '#...#', '#...#'],
  I: ['.###.', '..#..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  K: ['#...#', '#..#.', '#.#..', '##...', '#.#..', '#..#.', '#...#'],
  M: ['#...#', '##.##', '#.#.#', '#...#', '#...#', '#...#', '#...#'],
  N: ['#...#', '##..#', '#.#.#', '#..##', '#...#', '#...#', '#...#'],
  R: ['####.', '#...#', '#...#', '####.', '#.#..', '#..#.', '#...#'],
  T: ['#####', '..#..', '..#..', '..#..', '..#..', '..#..', '..#..'],
};

export interface Lettering {
  readonly word: string;
  /** Where it begins, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels of a stroke. */
  readonly size: number;
  readonly turned: boolean;
}

/** How much of each pixel of a frame is ink, 0 to 1; softened as by a camera's encoder. */
export function inkOf(width: number, height: number, { word, x, y, size, turned }: Lettering): Float32Array {
  const ink = new Float32Array(width * height);
  for (const [place, letter] of [...word].entries())
    for (const [row, bits] of LETTERS[letter]!.entries())
      for (const [column, bit] of [...bits].entries()) {
        if (bit !== '#') continue;
        for (let dy = 0; dy < size; dy += 1)
          for (let dx = 0; dx < size; dx += 1) {
            const [along, across] = [(6 * place + column) * size + dx, row * size + dy];
            ink[turned ? (y + along) * width + x + across : (y + across) * width + x + along] = 1;
          }
      }
  return ink.map((value, i) => (4 * value + ink[i - 1]! + ink[i + 1]! + ink[i - width]! + ink[i + width]!) / 8 || 0);
}
