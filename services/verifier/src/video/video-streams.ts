import type { Check } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { z } from 'zod';
import { failed, passed } from '../check.js';

const NAME = 'streams';
const tags = new Set([
  'language',
  'handler_name',
  'vendor_id',
  'encoder',
  'major_brand',
  'minor_version',
  'compatible_brands',
]);
const Probe = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      tags: z.record(z.string(), z.string()).default({}),
      side_data_list: z.array(z.unknown()).optional(),
    }),
  ),
  chapters: z.array(z.unknown()).default([]),
  format: z.object({ tags: z.record(z.string(), z.string()).default({}) }),
});

/** What ffprobe sees: one picture stream, no chapter, no side data, no tag that could say anything. */
export async function checkStreams(sandbox: Sandbox, task: VerifyTask): Promise<Check> {
  const { exitCode, stdout } = await sandbox.output({
    program: 'ffprobe',
    args: [
      '-v',
      'error',
      '-protocol_whitelist',
      'file',
      '-format_whitelist',
      'mov',
      '-f',
      'mov',
      '-show_streams',
      '-show_format',
      '-show_chapters',
      '-of',
      'json',
      '-i',
      '/in/artifact',
    ],
    reads: [{ hostPath: task.artifactPath, seenAs: '/in/artifact' }],
    limits: { memoryMiB: 512, deadlineSeconds: 60 },
    signal: task.signal,
  });
  if (exitCode !== 0) return failed(NAME, 'structure-not-allowed', 0, 'streams');
  const { streams, chapters, format } = Probe.parse(JSON.parse(stdout.toString()));
  const said = [...streams.flatMap((stream) => Object.keys(stream.tags)), ...Object.keys(format.tags)];
  const isClean =
    streams.length === 1 &&
    streams[0]!.codec_type === 'video' &&
    chapters.length === 0 &&
    (streams[0]!.side_data_list ?? []).length === 0 &&
    said.every((tag) => tags.has(tag));
  return isClean ? passed(NAME, 1, 'streams') : failed(NAME, 'structure-not-allowed', streams.length, 'streams');
}
