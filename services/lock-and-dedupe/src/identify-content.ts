import type { ReasonCode } from '@endoveil/contracts';
import type { Identified } from '@endoveil/ledger';
import type { Sandbox } from '@endoveil/media';
import { open } from 'node:fs/promises';
import { MAGIC_BYTES, magicOf } from '@endoveil/media';
import { extensionAgrees } from './extension-agrees.js';
import { probeReport, type ReportLimits } from './probe-report.js';
import { probeVideo, type VideoLimits } from './probe-video.js';

export interface IdentifyTask {
  /** The decrypted source, in scratch, under a name that says nothing. */
  readonly sourcePath: string;
  /** As it was dropped. Only its extension is looked at. */
  readonly fileName: string;
  readonly signal: AbortSignal;
}

export interface IdentifyLimits {
  readonly video: VideoLimits;
  readonly report: ReportLimits;
}

export const defaultIdentifyLimits: IdentifyLimits = {
  video: { mostPixels: 8192 * 4320, memoryMiB: 1024, deadlineSeconds: 120 },
  // as many as the reader renders: what it would not take is told at once
  report: { mostPages: 200, memoryMiB: 512, deadlineSeconds: 60 },
};

/** What a file is, by its content: first bytes, then a sandboxed reader of exactly that format. */
export class IdentifyContent {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly limits: IdentifyLimits = defaultIdentifyLimits,
  ) {}

  /** Throws `ChildCrashed`, `Hung` and what else the sandbox throws; never says "not decodable" because of those. */
  async run({ sourcePath, fileName, signal }: IdentifyTask): Promise<Identified> {
    const head = await headOf(sourcePath);
    if (head.length === 0) return quarantined('empty-file');
    const magic = magicOf(head);
    if (magic.kind === 'neither') return quarantined(magic.reason);
    if (!extensionAgrees(fileName, magic.kind)) return quarantined('extension-mismatch');
    const reason =
      magic.kind === 'video'
        ? await probeVideo(this.sandbox, sourcePath, magic.format, this.limits.video, signal)
        : await probeReport(this.sandbox, sourcePath, this.limits.report, signal);
    return reason === undefined ? { outcome: 'accepted', kind: magic.kind } : quarantined(reason);
  }
}

function quarantined(reason: ReasonCode): Identified {
  return { outcome: 'quarantined', reason };
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
