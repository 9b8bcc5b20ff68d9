/** Reads the bits of a unit of H.264 (ITU-T H.264, 7.2 and 9.1). Beyond the end everything is zero, and `isSpent`. */
export class RawBits {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(unit: Buffer) {
    // a 3 behind two zeros stands there only so that no start code arises
    this.bytes = Buffer.from(
      unit.filter((value, i) => !(value === 3 && i >= 2 && unit[i - 1] === 0 && unit[i - 2] === 0)),
    );
  }

  get isSpent(): boolean {
    return this.at > 8 * this.bytes.length;
  }

  take(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i += 1, this.at += 1)
      value = 2 * value + (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
    return value;
  }

  /** `ue(v)`. */
  count(): number {
    let zeros = 0;
    while (zeros < 32 && !this.isSpent && this.take(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.take(zeros);
  }

  /** `se(v)`. */
  signed(): number {
    const code = this.count();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}
