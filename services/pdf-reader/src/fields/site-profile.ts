import { readFileSync } from 'node:fs';
import type { KnownValue } from '@endoveil/contracts';
import { z } from 'zod';

/** How the labels are called that rules know, for each field that a house may label otherwise. */
const canonical = {
  'last-name': 'Nachname',
  'first-name': 'Vorname',
  'birth-date': 'Geburtsdatum',
  sex: 'Geschlecht',
  'case-number': 'Fallnummer',
  'patient-id': 'Patientennummer',
  'exam-date': 'Untersuchungsdatum',
  examiner: 'Untersucher',
  assistant: 'Assistenz',
} as const;
type Labelled = keyof typeof canonical;
const labelled = Object.keys(canonical) as [Labelled, ...Labelled[]];

const share = z.number().min(0).max(1);
const name = z.string().trim().min(3).max(120);

const SiteProfile = z.strictObject({
  /** Centers it holds for; `*`: every one without a profile of its own. */
  centers: z.array(z.string().min(1)).min(1),
  /** Staff whose names are always hidden. */
  people: z.array(name).max(5000).default([]),
  /** Names of houses, wards and sites that no rule can know. */
  places: z.array(name).max(1000).default([]),
  /** Labels of the house's forms, by field. */
  labels: z.partialRecord(z.enum(labelled), z.array(name).min(1).max(20)).default({}),
  /** Zones that are always covered, in shares of the upright page. */
  covered: z
    .array(
      z.strictObject({ page: z.enum(['first', 'last', 'every']), x: share, y: share, width: share, height: share }),
    )
    .max(50)
    .default([]),
  /** In place of `ENDOVEIL_REPORT_TEXT`. */
  text: z.enum(['tags', 'surrogates']).optional(),
});
export type SiteProfile = z.infer<typeof SiteProfile>;

const SiteProfiles = z.strictObject({ profiles: z.array(SiteProfile) }).refine(
  ({ profiles }) => {
    const centers = profiles.flatMap((one) => one.centers);
    return new Set(centers).size === centers.length;
  },
  { error: 'a center has two profiles' },
);

/** Reads the file of profiles. Throws an `Error` that names the place and the fault, never a value. */
export function readProfiles(path: string): readonly SiteProfile[] {
  let told: unknown;
  try {
    told = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error('ENDOVEIL_REPORT_PROFILES: the file cannot be read as JSON');
  }
  const parsed = SiteProfiles.safeParse(told);
  if (parsed.success) return parsed.data.profiles;
  const faults = parsed.error.issues.map(({ path: at, code, message }) =>
    code === 'custom' ? message : `${at.join('.') || 'file'} (${code})`,
  );
  throw new Error(`ENDOVEIL_REPORT_PROFILES: ${faults.join('; ')}`);
}

export function profileOf(profiles: readonly SiteProfile[] | undefined, center: string | undefined) {
  const holds = (wanted: string | undefined) => profiles?.find(({ centers }) => wanted && centers.includes(wanted));
  return holds(center) ?? holds('*');
}

/** Staff and places as what is searched for. */
export const knownOfHouse = (profile: SiteProfile | undefined): KnownValue[] => [
  ...(profile?.people ?? []).map((value) => ({ name: 'last-name' as const, value })),
  ...(profile?.places ?? []).map((value) => ({ name: 'institution' as const, value })),
];

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(/\s+/gu, '\\s+');
const anyOf = (labels: readonly string[]) => `(?<!\\p{L})(?:${labels.map(escaped).join('|')})(?![\\p{L}\\d])\\s?:?`;

/** The text with the house's labels exchanged for those that rules know. */
export function inKnownLabels(text: string, profile: SiteProfile | undefined): string {
  let said = text;
  for (const field of labelled) {
    const labels = profile?.labels[field];
    if (labels) said = said.replaceAll(new RegExp(anyOf(labels), 'giu'), `${canonical[field]}:`);
  }
  return said;
}

/** What stands behind the house's labels, up to the next label or the line's end; the sex identifies nobody. */
export function behindHouseLabels(text: string, profile: SiteProfile | undefined): { start: number; end: number }[] {
  const labels = labelled.flatMap((field) => (field === 'sex' ? [] : (profile?.labels[field] ?? [])));
  if (labels.length === 0) return [];
  const behind = new RegExp(`${anyOf(labels)}\\s*(?<value>[^\\n]+?)(?=\\s\\p{L}[\\p{L}.-]*\\s?:|\\n|$)`, 'dgiu');
  return [...text.matchAll(behind)].map((match) => {
    const [start, end] = match.indices!.groups!['value']!;
    return { start, end };
  });
}

/** The zones of one page that are always covered, in its pixels. */
export function housesZones(
  profile: SiteProfile | undefined,
  { page, pages }: { readonly page: number; readonly pages: number },
  { width, height }: { readonly width: number; readonly height: number },
) {
  return (profile?.covered ?? [])
    .filter((zone) => zone.page === 'every' || page === (zone.page === 'first' ? 1 : pages))
    .map((zone) => ({
      x: Math.floor(zone.x * width),
      y: Math.floor(zone.y * height),
      width: Math.ceil(Math.min(1 - zone.x, zone.width) * width),
      height: Math.ceil(Math.min(1 - zone.y, zone.height) * height),
    }));
}
