/* Words that no dictionary here holds: nouns of everyday life, of nursing and of anatomy, and drugs. None is a name on the lists of names. */
import { bedsideDrugs, bedsideNouns } from './bedside-words.js';
import { tissueWords } from './tissue-words.js';

const plurals =
  'Risiken Karotiden Koronaria Kurvatur Kurvaturen Globen Visa Boni Schemata Themata Traumata Spasmen Bazillen Virionen Toxine Epithelien Endothelien Sinusoide Ostien Lumina Septen Trigonum Infundibula Infundibulum Ligamentum Musculi Nervi Arteria Arteriae Ducti Duktus Corpora Capita Taenien Taenie Rugae Sulci Gyri Ventriculus Labien Introitus Crista Spina Tuberositas Condylus Acetabulum Glenoid Labrum Retinaculum Aponeurose Retropatellar';
const nursing =
  'Kamillentee Kräutertee Früchtetee Malzbier Zwieback Butterbrot Rührei Lätzchen Steckbecken Gehstock Patientenlifter Hydrokolloid Hydrokolloidverband Alginat Hydrogel Fixomull Mullbinde Intimpflege Hörbuch Hörbücher Teilprothese Knieprothese Hüftprothese Duokopfprothese Keramikkopf Zervikalstütze Vorfußentlastungsschuh Sicherheitsschuhe Bobath Kinästhetik Spitex Hospizdienst Nachtruf Eilantrag Kostengutsprache';
const life =
  'Torfstechen Schneeschippen Snowboarden Bauernhof Treppenhaus Entgraten Minijob Insolvenz Meerschweinchen Heiligabend Fasching Natron Malzkaffee Kirtag Elterngeld Kindergeld Krankengeld Wohngeld Pflegegeld Bürgergeld Geburtshaus Heimweg Wahnideen Gatte';
const callings =
  'Einweiser Einweiserin Zuweiser Zuweiserin Ergotherapeutin Ergotherapeut Logopäde Diätologin Casemanagerin Casemanager Kodierfachkraft Praxisanleiterin Rehabilitandin Rehabilitand Sprengelarzt Bevollmächtigter Lebendspender';
const clinicalWords =
  'Antiinfektiva Heterotope Heterotoper Metacarpale Clippen Kapnoperitoneum Timeout Perinealer Perineal Perineale Transmurale Transmural Lumbale Lumbal Endobronchial Endobronchialer Ovarialkarzinom Ovarialzyste Äquivalenztyp Wahnhaft Wahnhafte Hörverlust Dezibel Diagonalast Pseudophakie Hyposmie Anosmie Ageusie Scharlach Erdbeerzunge Rotaviren Noroviren Adenoviren Yersinien Escherichia Bacteroides Tryptase Titer Dialysator Kaposi Mismatch Debulking Downstaging Upstaging Grading Typing Scoring Matching Crossmatch Antirheumatika Antikonvulsiva Antidepressiva Antikoagulanzien Laxanzien Sedativa Statine Bulbusvorderwand Sputa Timed Forensik Fundoplicatio Ambulatorium Longitudinal Transversal Sozialbericht Polizze Sozialverhalten Sozialverhaltens Telefax Letztmals Kurzzeitig Schichtweiser Rückspr Pränatalmedizin Argonplasmakoagulator Siderophagen Makrophagen Muskuloskelettal Muskuloskelettale Diaphyse Metaphyse Physe Fahrradergometer Gerinnungshemmer Gerinnungshemmern Checkpointhemmer Endgelenk Endgelenke Fingerendgelenke Biologikum Biologika Biologikums Periduralanästhesie Cycler Peritonitiden Mundsperrer Atemhilfsmuskulatur Sprue Mekonium Salicylvaseline Vaseline Calcipotriol Clobetasol Fertilitätserhalt Rheumatologin Rheumatologe';
const drugs =
  'Piretanid Amantadin Levomepromazin Sevelamer Cinacalcet Calcimagon Febuxostat Fludrocortison Bortezomib Lenalidomid Pomalidomid Carfilzomib Fludarabin Temozolomid Enzalutamid Abirateron Apalutamid Solifenacin Mirabegron Oxybutynin Ivabradin Sacubitril Nitrospray Cromoglicin Picosulfat Pyrazinamid Nitrofurantoin Teicoplanin Amphotericin Artemether Ivermectin Praziquantel Cabergolin Desmopressin Cannabinoide Capsaicin Bupivacain Ropivacain Prilocain Remifentanil Esketamin Thiopental Rocuronium Sugammadex Neostigmin';

/** In running text words of the language, but behind a label, a title or a first name somebody may be called so. */
export const keptNouns: readonly string[] = [plurals, nursing, life, callings, clinicalWords]
  .flatMap((list) => list.split(' '))
  .concat(tissueWords, bedsideNouns);
const kept = new Set(keptNouns);
export const isKeptNoun = (word: string): boolean => kept.has(word);

/** Nobody is called so. */
export const keptDrugs: readonly string[] = drugs.split(' ').concat(bedsideDrugs);
