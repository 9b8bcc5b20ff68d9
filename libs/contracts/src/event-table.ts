import { events } from './events.js';

/** The events as a Markdown table, for ARCHITECTURE.md. `levels` adds the declines of the levels that exist. */
export function eventTable(declines: readonly { subject: string; from: string; says: string }[] = []): string {
  const rows = [...events, ...declines].map(
    ({ subject, from, says }) => `| \`${subject.replace('endoveil.', '')}\` | ${from} | ${says} |`,
  );
  return ['| event | from | says |', '| --- | --- | --- |', ...rows].join('\n');
}
