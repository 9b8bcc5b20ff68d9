/** What words end with that name a thing of medicine or of the office, whatever stands before: `Claviculaschaftfraktur`. */
const heads =
  'abszess abszesse abszessen abszesses schleimhaut schleimhäute rundherd rundherde rundherden erythem erytheme exanthem exantheme plasmozytose sphinkterotom sphinkterotomie fraktur frakturen training screening screenings befund befunde befunds befunden test tests testes testung abschluss gedanken empfinden handschuh handschuhe handschuhen sulfat nitrat phosphat chlorid oxid acetat citrat hydrochlorid carbonat karzinom karzinome karzinoms sarkom sarkome vorfall vorfalls infarkt infarkte infarkts katheter katheters prothese prothesen drainage drainagen schraube schrauben klammern sonde sonden pumpe pumpen spritze spritzen tablette tabletten salbe creme tropfen schmerz schmerzen beschwerden symptom symptome symptomatik syndrom syndroms reflex reflexe anzeichen kontrolle kontrollen dosis dosen dosierung behandlung pflicht werte werten volumen volumina dauer länge abschnitt abschnitte abschnitts segment segmente gewebe sekret flüssigkeit erguss ergüsse ödem ödeme hämatom hämatome thrombose thrombosen stenose stenosen insuffizienz hypertrophie medikation anamnese diagnose diagnosen prognose therapie therapien abstrich abstriche kultur kulturen resistenz erreger schema protokoll konzept termin termine gespräch gespräche unterricht tätigkeit maßnahme maßnahmen allergie allergien verhalten vermögen muster probe proben spray mittel mitteln lösung lösungen phase phasen klasse klassen klassifikation score scores skala faktor faktoren antikörper antikörpern konserve konserven präparat präparate präparats wechsel anlage zugang zugänge position stellung abstand abstände intervall intervalle zeitpunkt verlauf verlaufs vorgeschichte erkrankung erkrankungen läsion läsionen polyp polypen zyste zysten metastase metastasen filiae ruptur rupturen luxation luxationen ulkus ulzera ekzem ekzeme exanthem exantheme dermatitis defekt defekte defizit defizite parese paresen spastik tonus tremor anfall anfälle krise krisen episode episoden impfung impfungen spiegel spiegels gehstütze gehstützen orthese orthesen schiene schienen verband verbände pflaster hilfsmittel versorgung entwöhnung beatmung atmung sättigung frequenz rhythmus aktivität kapazität grenze mutation mutationen variante varianten gen chromosom translokation expression rezeptor rezeptoren hemmer hemmern blocker blockern agonist agonisten antagonist antagonisten derivat derivate präparation exzision inzision fixation naht nähte knoten gefäß gefäße ader gang gänge röhrchen becher kanüle kanülen maske masken tubus filter filtern bestimmung messung messungen aufzeichnung auswertung einschätzung beurteilung empfehlung ergebnis ergebnisse bericht berichte formular antrag anträge bogen bescheid bescheide ausweis gutachten verordnung rezept überweisung einweisung entlassung aufnahme verlegung überleitung';
const FEWEST_LETTERS_BEFORE = 4;

/** Short ones also end names, as in `Hagen`, `Korengang`, `Steinbogen`, `Eilbecher`. */
const tooShort =
  /^(?:gen|gang|gänge|ader|bogen|becher|naht|knoten|wechsel|masken?|filtern?|verband|verbände|spiegels?|hemmer|dauer|grenze|muster|anlage|mittel|mitteln|pflicht|länge|test|tests|testes|tonus|proben?|dosen|kulturen?|klassen?|schienen?|pflaster|krisen?|kanülen?|tubus)$/u;
const kept = heads.split(' ').filter((head) => !tooShort.test(head) && head.length > 3);
/** Some of the short ones are no end of a name behind a link of two nouns. */
const linked =
  /\p{L}{4}(?:ungs|ions|täts|heits|keits|schafts|ens|kutan|prick|labor|schleim)(?:test|tests|mittel|mitteln|dauer|grenze|wechsel|muster|proben?|kulturen?|anlage|klassen?|bogen|verband|verbände|pflicht)$/u;
const ends = new Set(kept);
const SHORTEST = Math.min(...kept.map((head) => head.length));
const LONGEST = Math.max(...kept.map((head) => head.length));

function hasHead(word: string): boolean {
  for (let length = SHORTEST; length <= LONGEST && length + FEWEST_LETTERS_BEFORE <= word.length; length += 1)
    if (ends.has(word.slice(-length))) return true;
  return false;
}

/** Adjectives of medicine in their cases: `Mediolinkslateraler`, `Kardiogener`, `Endokrine`. */
const described =
  /(?:\p{L}{4}(?:ikal|ial|eal|oral|inal|eral|ernal|iform|aktiv|resistent)e[rnms]|\p{L}{7}(?:ikal|ial|eal|oral|inal|eral|ernal|iform|aktiv|resistent)e|\p{L}{4}ogene[rnm]?|\p{L}{2}krine[rnms]?|^un(?!ter)\p{L}{4,}(?:te|ende)[rnms]?)$/u;

/** True for a word with an end that no name has. `word` in lower case. */
export const endsAsThing = (word: string): boolean => hasHead(word) || linked.test(word) || described.test(word);

/** `Journal-Nr`, `Eurotransplant-Nr`, `Labor-ID` */
export const isNumberLabel = (word: string): boolean => /^\p{L}[\p{L}-]*-(?:Nr|NR|nr|No|Nummer|ID)$/u.test(word);

const joined = new Set(
  'index indizes score netz dilatator retraktor körbchen tubus trokar manöver färbung körper körperchen lösung läsion mutation tabelle bogen test skala katheter ballon draht stent clip clips zange schlinge kanüle nadel'.split(
    ' ',
  ),
);
/** What stands last behind a hyphen where the first is whoever made it: `Soehendra-Dilatator`. `last` in lower case. */
export const endsJoined = (last: string): boolean => joined.has(last);
