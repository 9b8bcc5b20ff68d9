import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One setting: the environment variable, what it may be, and one sentence for the reference. */
export interface Setting<T extends z.ZodType = z.ZodType> {
  readonly env: string;
  readonly schema: T;
  readonly says: string;
  /** Never printed. */
  readonly secret: boolean;
  /** May also be given as the path of a file in `<env>_FILE`. */
  readonly inFile: boolean;
}

export type SettingsGroup = Readonly<Record<string, Setting>>;
export type ValuesOf<G extends SettingsGroup> = { readonly [K in keyof G]: z.infer<G[K]['schema']> };

export function setting<T extends z.ZodType>(
  env: string,
  schema: T,
  says: string,
  { secret = false, inFile = secret }: { secret?: boolean; inFile?: boolean } = {},
): Setting<T> {
  return { env, schema, says, secret, inFile };
}

/** Something in the environment cannot be used. Names the variables and why, never a value. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
  constructor(readonly findings: readonly { readonly env: string; readonly why: string }[]) {
    super(`settings refused: ${findings.map(({ env, why }) => `${env}: ${why}`).join('; ')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Parses a group of settings, once, before anything listens. Throws `SettingsRefused` with every fault at once. */
export function loadSettings<G extends SettingsGroup>(group: G, environment: Environment = process.env): ValuesOf<G> {
  const values: Record<string, unknown> = {};
  const findings: { env: string; why: string }[] = [];
  for (const [name, { env, schema, inFile }] of Object.entries(group)) {
    try {
      const parsed = schema.safeParse(given(environment, env, inFile));
      if (parsed.success) values[name] = parsed.data;
      else findings.push({ env, why: parsed.error.issues[0]?.message ?? 'not valid' });
    } catch {
      findings.push({ env: `${env}_FILE`, why: 'the file cannot be read' });
    }
  }
  if (findings.length > 0) throw new SettingsRefused(findings);
  return values as ValuesOf<G>;
}

/** An empty variable is one that is not set: that is how compose files and shells leave one out. */
function given(environment: Environment, env: string, inFile: boolean): string | undefined {
  const file = inFile ? environment[`${env}_FILE`] : undefined;
  if (file) return readFileSync(file, 'utf8').trimEnd();
  return environment[env] || undefined;
}

/** The values as they may be shown: secrets as `***`, and so what stands before the host of any address. */
export function maskSettings<G extends SettingsGroup>(group: G, values: ValuesOf<G>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(group).map(([name, { env, secret }]) => {
      const value = values[name];
      if (value === undefined) return [env, ''];
      return [env, secret ? '***' : withoutUser(typeof value === 'object' ? JSON.stringify(value) : String(value))];
    }),
  );
}

const withoutUser = (shown: string) => shown.replaceAll(/(?<=:\/\/)[^\s/?#"]*@/g, '***@');

/** One row a setting, for the generated reference. */
export function describeSettings(
  ...groups: readonly SettingsGroup[]
): readonly { env: string; standard: string; allowed: string; says: string }[] {
  const all = groups.flatMap((group) => Object.values(group));
  return all.map(({ env, schema, says, secret }) => {
    const standard = schema.safeParse(undefined);
    const shown = standard.success ? shownAs(standard.data) : 'required';
    return { env, standard: secret && shown !== 'required' ? 'not set' : shown, allowed: allowedBy(schema), says };
  });
}

/** The words or the numbers that a schema takes; empty where it takes more than can be said so. */
function allowedBy(schema: z.ZodType): string {
  const { enum: words, type, minimum, maximum, exclusiveMinimum } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  if (words) return words.join(', ');
  if (type === 'boolean') return 'true, false';
  const above = exclusiveMinimum === undefined ? undefined : Number(exclusiveMinimum);
  const least = above !== undefined && type === 'integer' ? above + 1 : minimum;
  if (least !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return `${least} to ${maximum}`;
  if (least !== undefined && least > Number.MIN_SAFE_INTEGER) return `${least} or more`;
  return above === undefined ? '' : `more than ${above}`;
}

/** A list as it is given, by commas. */
const shownAs = (value: unknown): string =>
  value === undefined
    ? 'not set'
    : typeof value === 'object' && !Array.isArray(value)
      ? JSON.stringify(value)
      : String(value);
