import { isGuarded } from '../../words/guard.js';
import { regions } from '../../words/regions.js';
import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { overlapping, spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = "(?:\\p{Lu}[\\p{L}\\d&'’]*(?:[+-][\\p{L}\\d&'’]+){0,3}(?:(?<=\\b\\p{Lu}\\p{Ll}{0,3})\\.)?)";
const QUOTED = '[„“"»‚][^“”"«‘\\n]{2,40}[“”"«‘]';
const FORM =
  '(?:g?GmbH(?:\\s?&\\s?Co\\.?\\s?(?:KG|OHG)?(?:aA)?)?|mbH(?:\\s?&\\s?Co\\.?\\s?(?:KG)?)?|&\\s?Co\\.?\\s?(?:KG|OHG)?|oHG|OHG|KG(?:aA)?|AG|e\\.\\s?V\\.?|eV|e\\.\\s?G\\.?|eG|e\\.\\s?K\\.?|GbR|PartG(?:mbB)?|Ltd\\.?|Inc\\.?|S\\.A\\.|SA|Sàrl|SARL|S\\.?r\\.?l\\.|S\\.p\\.A\\.|B\\.V\\.|N\\.V\\.|A/S|z\\s?o\\.\\s?o\\.|s\\.r\\.o\\.|d\\.o\\.o\\.|AöR|VVaG|Genossenschaft|Gesellschaft\\smbH|Söhne|Partner)';
/** A firm by its legal form, with everything with a capital before it. */
const formed = new RegExp(
  `(?<![\\p{L}\\d-])(?<value>(?:${WORD}|${QUOTED})(?:[ ](?:${WORD}|${QUOTED}|&|\\+|und|u\\.|für|der|des|am|im|an der|zum|zur|von|in)(?=[ ])){0,6}[ ](?<form>${FORM}))(?![\\p{L}\\d])`,
  'dgu',
);
const determiner =
  /^(?:Die|Der|Das|Dem|Den|Des|Ein|Eine[rmns]?|Im|In|Am|An|Bei|Beim|Vom|Von|Zur|Zum|Über|Für|Mit|Fa\.|Firma|Arbeitgeber|Betrieb|Lieferung|Kostenträger|Hersteller)\s/u;
/** Short forms that are something else as well: physiotherapy, body weight, a court. */
const doubtful = /^(?:KG|AG|SA|eV|Partner|Söhne|Genossenschaft)$/u;

/** Kinds of firms and workshops that stand before their own name. */
const KIND =
  '(?:VEB(?:\\sKombinat)?|PGH|LPG|VEG|GPG|ZBO|HO|BSG|Fa\\.|Firma|(?:\\p{Lu}\\p{L}*)?(?:[Ww]erft|[Rr]eederei|[Zz]eche|[Bb]rauerei|[Bb]äckerei|[Kk]onditorei|[Mm]etzgerei|[Ff]leischerei|[Ss]pedition|[Gg]ärtnerei|[Ss]chreinerei|[Tt]ischlerei|[Ss]chlosserei|[Dd]ruckerei|[Mm]olkerei|[Kk]äserei|[Zz]iegelei|[Gg]ießerei|[Ww]eberei|[Ss]pinnerei|[Kk]elterei|[Ii]mkerei|[Rr]eiterhof|[Bb]auernhof|[Ww]eingut)|\\p{Lu}\\p{L}+(?:haus|märkte?|markt|werke?|hütte|studio|salon|handel|verlag|verkehr|reisen|taxi|reinigung|service|versand|logistik|technik|kanzlei|sparkasse|volksbank|bank|küche|stube|gasthof|gasthaus|hotel|restaurant|taverne|kantine|pension|fabrik|manufaktur)|Kanzlei|Sparkasse|Volksbank|Raiffeisenbank|Stadtwerke|Werkstatt|Hotel|Gasthaus|Gasthof|Restaurant|Pension|Café|Cafe|Taverne|Kneipe|Bistro|Mietwagen|Taxi|Autohaus|Getränke|Reinigung|Zeitarbeit|Verlag|Bank|Grube|Hütte|Mine|Theater|Kino|Museum|Zoo|Zirkus|Circus|Kombinat|\\p{Lu}?\\p{L}*(?:[Oo]rchester|[Kk]apelle|[Pp]hilharmonie|[Tt]heater|[Oo]per)|Großhandel|Aluminium|Stahlbau|Holzbau|Möbel|Elektro|Autoteile)';
const kind = new RegExp(
  `(?<![\\p{L}-])(?<kind>${KIND})\\s(?:(?<quoted>${QUOTED})|(?<name>${WORD}(?:\\s(?:&|und|u\\.)\\s${WORD}|\\s${WORD}){0,2}))(?:\\s(?<more>${QUOTED}))?`,
  'dgu',
);
/** Kinds that say by themselves that a firm follows. */
const surely = /^(?:VEB|PGH|LPG|VEG|GPG|Fa\.|Firma|Kombinat)/u;
const medicalKind =
  /(?:kranken|ärzte|gast|schlacht|reform|treib|hoch|gewächs|toten|geburts|rat|frauen|zucht|bett)haus$|(?:hand|fuß|lauf|uhr|schalt|mauer|stock|fach|bau|bei)werke?$|kehlkopf|technik$|verkehr$/iu;

/** Where somebody works, behind a label or a calling. */
const labelled =
  /(?<!\p{L})(?:Arbeitgeber(?:in)?|AG|Betrieb|Arbeitsstelle|Arbeitsplatz|Dienststelle|Lehrbetrieb|Ausbildungsbetrieb|Schule|Kita|Kiga|Verein|Einrichtung|Heim)\s?:\s{0,3}(?<value>\p{Lu}[^\n,;|()]{2,50})/dgu;
const CALLING =
  '(?:\\p{Lu}\\p{L}{2,}(?:er|erin|eur|eurin|ist|istin|or|orin|wirt|wirtin|mann|frau|kraft|hilfe|angestellter?|beamter?|beamtin|ärztin|arzt|koch|köchin|schmied|bauer|leiterin|leiter|lehrling|azubi|praktikant|praktikantin|pfleger|pflegerin|meister|meisterin|in)|Koch|Köchin|Azubi|Lehrling)';
const worksAt = new RegExp(
  `(?<!\\p{L})(?:(?<calling>${CALLING})|gearbeitet|arbeitet|arbeitete|tätig|angestellt|beschäftigt|jobbt|Ausbildung|Lehre|Ministrant|Umschulung|Praktikum|bestellt|Anstellung)\\s(?<at>bei|beim|bei der|bei den|bei dem|im|in der|am|an der|auf der)\\s(?:(?:der|den|dem)\\s)?(?<value>${WORD}(?:\\s(?:&|und)\\s${WORD}|\\s${WORD}){0,3}(?:\\s${QUOTED})?)`,
  'dgu',
);

/** `Lokführer (Hafenbahn Nord)`. */
const inBrackets = new RegExp(
  `(?<=\\p{Lu}\\p{L}{2,}(?:er|erin|ist|istin|mann|frau|kraft|in)\\s\\()(?<value>\\p{Lu}{2,5}\\s${WORD}|${WORD}\\s${WORD})(?=\\))`,
  'dgu',
);

/** Firms by legal form, by kind, and by what somebody does there. */
export const firms: Detector = (text) => [
  ...matchesOf(text, formed).flatMap((match): Span[] => {
    const [start, end] = match.indices!.groups!['value']!;
    const value = text.slice(start, end);
    const [skip = ''] = determiner.exec(value) ?? [];
    const form = match.groups!['form']!;
    const own = ownWords(value.slice(skip.length, value.length - form.length));
    const isDoubtful = doubtful.test(form);
    if (own.length === 0 || (isDoubtful && (own.length < 2 || !own.some(isNamelike)))) return [];
    if (own.every((word) => isThing(word)) && (isDoubtful || own.length < 2)) return [];
    return [organisation(start + skip.length, end, 0.8, 'organisation.form')];
  }),
  ...overlapping(text, kind).flatMap((match): Span[] => {
    const { kind: said = '', quoted, name = '', more } = match.groups!;
    const isSure = quoted !== undefined || more !== undefined || surely.test(said);
    const words = ownWords(name);
    if (!isSure && (medicalKind.test(said) || isThing(words[0] ?? '') || !isNamelike(words[0] ?? ''))) return [];
    const kept = quoted === undefined && more === undefined ? upToThing(name, isSure) : name;
    if (kept === '' && !isSure) return [];
    const end =
      more === undefined && quoted === undefined
        ? match.index + match[0].length - name.length + kept.length
        : match.index + match[0].length;
    return [organisation(match.index, end, 0.6, 'organisation.kind')];
  }),
  ...matchesOf(text, labelled).flatMap((match): Span[] => {
    const [start, end] = match.indices!.groups!['value']!;
    const value = text
      .slice(start, end)
      .replace(/\s{2,}.*$/u, '')
      .trimEnd();
    return ownWords(value).some((word) => !isThing(word))
      ? [organisation(start, start + value.length, 0.6, 'organisation.label')]
      : [];
  }),
  ...matchesOf(text, worksAt).flatMap((match): Span[] => {
    const [start] = match.indices!.groups!['value']!;
    const { calling, at = '' } = match.groups!;
    if (calling !== undefined && wordKind(calling) === 'written') return [];
    const kept = upToThing(match.groups!['value']!, false, true);
    const words = ownWords(kept);
    // `bei der Talwerkstatt`, but not `am Aufnahmetag`
    const isWith = at.startsWith('bei') && !/(?:tag|abend|morgen|woche|monat|jahr|ung|ion)$/u.test(words[0] ?? '');
    const isName =
      !isGuarded(text, start, start + (words[0] ?? '').length) &&
      words.some(
        (word) => isNamelike(word) || (isWith && wordKind(word) === 'formed' && !isMedicalWord(word.toLowerCase())),
      );
    return isName ? [organisation(start, start + kept.length, 0.5, 'organisation.employer')] : [];
  }),
  ...spansOf(text, inBrackets, 'organisation', 0.5, 'organisation.employer').filter(
    ({ start, end }) =>
      !isGuarded(text, start, start + /\S+/u.exec(text.slice(start, end))![0].length) &&
      !/\d/u.test(text.slice(start, end)) &&
      ownWords(text.slice(start, end)).every((word) => !isThing(word)),
  ),
];

const ownWords = (value: string) => value.match(/\p{Lu}[\p{L}'’-]+/gu) ?? [];

/** A town, a land, or a word that no list of ordinary words has. */
function isNamelike(word: string): boolean {
  if (word === '' || /^\p{Lu}{2,4}$/u.test(word)) return false;
  const known = wordKind(word);
  return (
    known === 'unknown' ||
    town(word) === 'yes' ||
    regions().has(word) ||
    (known !== 'written' && town(word) === 'perhaps') ||
    (known === 'noun' && !isMedicalWord(word.toLowerCase()) && !/(?:ung|ion|keit|heit|tät|mus)(?:en)?$/u.test(word))
  );
}

const isThing = (word: string) => wordKind(word) === 'written' && town(word) !== 'yes';

/** The words before the first that is a thing; `isSure`: at least one whatever it is. */
function upToThing(name: string, isSure: boolean, mayBegin = false): string {
  let end = 0;
  for (const [i, match] of matchesOf(name, /\S+/gu).entries()) {
    const [word] = match;
    if (/^\p{Lu}/u.test(word) && isThing(word) && !(i === 0 && (isSure || mayBegin))) break;
    end = match.index + word.length;
  }
  return name.slice(0, end).replace(/\s(?:&|und|u\.)$/u, '');
}

const organisation = (start: number, end: number, confidence: number, reason: string): Span => ({
  start,
  end,
  label: 'organisation',
  confidence,
  reason,
});
