import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Answers of a model, for attempts that are made again. A name is an HMAC over everything the answer depends on (the
 * model's digest, its window, the instruction, the schema, the text), a value is sealed (AES-256-GCM). Both keys are
 * random and live as long as the process: nothing is on a disk, and nothing outlives an item for longer than `keepMs`.
 */
export class AnswerCache {
  private readonly nameKey = randomBytes(32);
  private readonly valueKey = randomBytes(32);
  private readonly sealed = new Map<string, { readonly bytes: Buffer; readonly until: number }>();

  constructor(
    private readonly most = 256,
    private readonly keepMs = 30 * 60_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  nameOf(...dependsOn: readonly string[]): string {
    return createHmac('sha256', this.nameKey).update(JSON.stringify(dependsOn)).digest('hex');
  }

  get(name: string): string | undefined {
    const known = this.sealed.get(name);
    if (!known) return undefined;
    if (known.until < this.now()) {
      this.sealed.delete(name);
      return undefined;
    }
    const { bytes } = known;
    const decipher = createDecipheriv('aes-256-gcm', this.valueKey, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
  }

  put(name: string, answer: string): void {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.valueKey, nonce);
    cipher.setAAD(Buffer.from(name));
    const bytes = Buffer.concat([nonce, cipher.update(answer), cipher.final(), cipher.getAuthTag()]);
    this.sealed.delete(name);
    this.sealed.set(name, { bytes, until: this.now() + this.keepMs });
    if (this.sealed.size > this.most) this.sealed.delete(this.sealed.keys().next().value!);
  }
}
