import { LevelName } from './media.js';
import type { EventType } from './event.js';
import { events, MetadataDeclined, ReportDeclined, VideoDeclined } from './events.js';

const declined = { video: VideoDeclined, report: ReportDeclined, metadata: MetadataDeclined } as const;

/** The event of a subject, whatever level it names; undefined when there is none. */
export function eventOf(subject: string): EventType | undefined {
  const fixed = events.find((event) => event.subject === subject);
  if (fixed) return fixed;
  const match = /^endoveil\.(video|report|metadata)\.declined\.([a-z0-9-]+)$/.exec(subject);
  const level = LevelName.safeParse(match?.[2]);
  return match && level.success ? declined[match[1] as keyof typeof declined].by(level.data) : undefined;
}
