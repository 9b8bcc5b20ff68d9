import { germanDictionary } from './german-dictionary.js';
import { isMedicalFormation, medicalWords } from './medical-words.js';
import { writtenWords } from './written-words.js';

const SHORTEST = 3;
const LONGEST = 60;
/** Between two parts of a compound: `Entlassung-s-brief`, `Gruppe-n-raum`. */
const links = ['', 's', 'n', 'en', 'es', 'er', 'e', '-', 's-', 'n-'];

/** What family names and places end with: a compound with such an end is more likely somebody's than a thing. */
const nameEnds = new Set(
  'bach bache bachs berg berge bergs burg dorf feld feldt felder haus hausen hof hofs holz horst land mann manns stein steins steine tal thal wald weg rath beck brock brink stadt see born brunn brunnen kamp busch baum brück brücke au acker rot hardt hammer wein meister macher bauer müller jäger hauer knecht leben haupt haar bein beins kopf hals fuß hand ring kranz krug schlag fels hahn vogel wolf bär hirsch fuchs hase eck ecke garten graf könig kaiser bischof ritter herr vater sohn kind freund gut geld brot bier korn mehl salz speck kraut rübe apfel nuss rose blume blatt zweig ast laub gras kirch kirche turm tor mauer schloss pfarrer schmied schneider weber fischer richter schulze becker koch wirt stock schuh hut rock horn zahn nagel schwert spieß schild pfeil'.split(
    ' ',
  ),
);
/** First parts that are no nouns. */
const beginnings = new Set(
  'fein groß hoch weich spät früh neu lang kurz klein rot frisch leer voll tief dünn dick schwer leicht eigen fremd gesamt haupt neben über unter vor nach mit bei rück wieder zwischen nicht erst zweit dritt halb viel mehr selbst ab auf aus ein um zu an durch gegen fern nah quer längs innen außen ober hinter vorder rechts links mittel roh reiz rest einzel doppel dreifach mehrfach teil ganz grob warm kalt nass trocken stark schwach sicht auto thermo elektro bio mikro makro mini maxi multi semi pseudo quasi anti inter intra extra prä post sub super hyper hypo peri para trans ultra kontra retro infra supra re de dis ko non tele video foto audio öko'.split(
    ' ',
  ),
);
/** Parts of compounds that medicine uses and dictionaries miss; lower case. */
const parts = new Set(
  'duodenal jejunal ileal ileum ileozökal zökal kolorektal rektal perianal antral antrum korpus fundus kardia bulbus pylorus papillen choledochus zystikus nasobiliär biliär hepato portal mesenterial peritoneal pleura bronchial tracheal laryngeal pharyngeal ösophageal ösophago gastral gastro intestinal submukosa mukosa serosa immun privat abdominal anal arterien atem darm gefäß gallen gelenk haut herz hirn hüft kehlkopf knie knochen kolon leber lungen lymph magen milz muskel nasen nerven nieren ösophagus ohr pankreas rektum rücken schädel schilddrüsen schleimhaut schlund schulter sigma stuhl thorax venen wirbel zell bauch brust becken rippen kiefer zungen lippen augen finger zehen ferse sohlen wange stirn nacken ellenbogen handgelenk sprunggelenk femur tibia humerus radius ulna patella schenkel labor blut harn urin serum speichel eiter sekret wund narben naht tumor krebs infekt fieber schmerz druck puls rhythmus frequenz volumen kreislauf stoffwechsel zucker fett eiweiß eisen kalium natrium sauerstoff beatmungs intensiv notfall akut dauer langzeit kurzzeit kontroll nach vorsorge früherkennungs therapie medikamenten dosis tabletten spritzen infusions katheter sonden draht clip stent ballon schlingen zangen biopsie gewebe schnitt färbe histo zyto patho physio psycho neuro kardio gastro hepato nephro uro gynäko dermato ophthalmo oto pneumo angio osteo myo arthro thrombo hämato immuno onko radio chemo strahlen röntgen ultraschall sono endo kolo rekto zysto laparo broncho bili cholezysto pankreato entero ileo jejuno duodeno'.split(
    ' ',
  ),
);
/** Also inflected: `Oberhaus-er`, `Steinbach-s`. */
const isNameEnd = (last: string) => nameEnds.has(last) || nameEnds.has(last.replace(/(?:er|e?s|en?)$/u, ''));

/** Parts of the body and what goes wrong with it: they end words of medicine where medicine begins them. */
const bodily = new Set(
  'kopf hals bein haupt haar fuß hand ring zahn nagel horn stein see weg blatt ast kind'.split(' '),
);
const isBodily = (last: string) => bodily.has(last) || bodily.has(last.replace(/(?:er|e?s|en?)$/u, ''));

const decided = new Map<string, boolean>();

/** True for a word put together of words that are in the dictionary: `Sigmadivertikulose`, `Entlassungsmedikation`. */
export function isCompound(word: string): boolean {
  const known = decided.get(word);
  if (known !== undefined) return known;
  const is = word.length >= 2 * SHORTEST + 1 && word.length <= LONGEST && splits(word, 2);
  if (decided.size > 50_000) decided.clear();
  decided.set(word, is);
  return is;
}

function splits(word: string, more: number): boolean {
  for (let at = word.length - SHORTEST; at >= SHORTEST; at -= 1) {
    const [first, last] = [word.slice(0, at), word.slice(at)];
    if (!isEnd(last) || !isBeginning(first, more)) continue;
    if (isNameEnd(last) && !(isBodily(last) && isOfMedicine(first))) continue;
    return true;
  }
  return false;
}

function isBeginning(first: string, more: number): boolean {
  const { nouns, verbs } = germanDictionary();
  if (beginnings.has(first) || parts.has(first)) return true;
  for (const link of links) {
    if (!first.endsWith(link)) continue;
    const bare = link === '' ? first : first.slice(0, -link.length);
    if (bare.length < SHORTEST) continue;
    if (
      nouns.has(bare) ||
      writtenWords.has(bare) ||
      medicalWords.has(bare) ||
      parts.has(bare) ||
      isMedicalFormation(bare)
    )
      return true;
    // a noun that drops its last vowel: `Hilf-s-mittel`, `Nas-en`
    if (link !== '' && bare.length >= 4)
      for (const vowel of ['e', 'a', 'um'])
        if (nouns.has(bare + vowel) || writtenWords.has(bare + vowel) || medicalWords.has(bare + vowel)) return true;
  }
  if ((first.length >= 4 || shortVerbs.has(first)) && (verbs.has(`${first}en`) || verbs.has(`${first}n`))) return true;
  return more > 0 && first.length >= 2 * SHORTEST + 1 && splits(first.replace(/s-?$|-$/u, ''), more - 1);
}

function isEnd(last: string): boolean {
  const { nouns, verbs } = germanDictionary();
  if (last.length < SHORTEST) return false;
  if (nouns.has(last) || isMedicalWord(last)) return last.length > 3 || shortEnds.has(last);
  if (last.length >= 5 && isWritten(last)) return true;
  return last.length >= 6 && (verbs.has(last) || verbs.has(last.replace(/e[nmrs]?$/u, '')));
}

const shortEnds = new Set('arm ohr typ art tag amt rat gas zug eis ort not tür bad bau ton rad kur gel tod'.split(' '));
const shortVerbs = new Set('geh seh steh lad les ess'.split(' '));
const isWritten = (word: string) =>
  ['', 's', 'es', 'n', 'en', 'e', 'er', 'em'].some(
    (cut) => word.endsWith(cut) && writtenWords.has(cut === '' ? word : word.slice(0, -cut.length)),
  );

const isOfMedicine = (first: string) =>
  links.some((link) => {
    const bare = link !== '' && first.endsWith(link) ? first.slice(0, -link.length) : first;
    return medicalWords.has(bare) || parts.has(bare) || isMedicalFormation(bare);
  });

/** What may begin a compound, such as `Hüft` of `Hüft-TEP`. */
export const isFirstPart = (word: string): boolean => isBeginning(word, 1);

/** A medical word in its case: `Adenom-s`, `Läsion-en`. */
export function isMedicalWord(word: string): boolean {
  if (medicalWords.has(word) || isMedicalFormation(word)) return true;
  return ['s', 'es', 'n', 'en', 'e', 'er', 'ns', 'a'].some(
    (cut) => word.endsWith(cut) && word.length - cut.length >= 4 && medicalWords.has(word.slice(0, -cut.length)),
  );
}
