import dictionary from 'dictionary-en';

/** One rule of the affix file: what goes, what comes, and how the word must end or begin. */
interface Affix {
  readonly isPrefix: boolean;
  readonly strip: number;
  readonly add: string;
  readonly condition: RegExp;
}

let known: ReadonlySet<string> | undefined;

/**
 * Ordinary English words in their forms, lower case; none that the dictionary knows as a name as well (`mark`, `grant`).
 * Read with the first English text.
 */
export function englishWords(): ReadonlySet<string> {
  known ??= read();
  return known;
}

function read(): Set<string> {
  const text = new TextDecoder();
  const affixes = affixesOf(text.decode(dictionary.aff));
  const entries = text.decode(dictionary.dic).split('\n').slice(1);
  const names = new Set(
    entries.flatMap((entry) => (/^\p{Lu}/u.test(entry) ? [entry.split('/')[0]!.toLowerCase()] : [])),
  );
  const words = new Set<string>();
  for (const entry of entries) {
    const [stem = '', flags = ''] = entry.trim().split('/');
    if (!/^\p{Ll}{3,}$/u.test(stem) || names.has(stem)) continue;
    words.add(stem);
    for (const flag of flags)
      for (const { isPrefix, strip, add, condition } of affixes.get(flag) ?? []) {
        if (!condition.test(stem)) continue;
        const form = isPrefix ? add + stem.slice(strip) : stem.slice(0, stem.length - strip) + add;
        if (!names.has(form)) words.add(form);
      }
  }
  return words;
}

function affixesOf(file: string): Map<string, Affix[]> {
  const affixes = new Map<string, Affix[]>();
  for (const [, kind, flag, strip, add, condition] of file.matchAll(/^([PS])FX (\S) +(\S+) +([^\s/]+)\S* +(\S+)$/gmu)) {
    const rules = affixes.get(flag!) ?? [];
    affixes.set(flag!, rules);
    const isPrefix = kind === 'P';
    rules.push({
      isPrefix,
      strip: strip === '0' ? 0 : strip!.length,
      add: add!,
      condition: new RegExp(isPrefix ? `^${condition}` : `${condition}$`, 'u'),
    });
  }
  return affixes;
}
