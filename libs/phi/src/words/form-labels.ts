const labels =
  'Name Vorname Nachname Familienname Geburtsname Rufname Patient Patientin Patientenname Geburtsdatum Geschlecht Alter Anschrift Adresse Wohnort Telefon Telefax Kostenträger Krankenkasse Versicherung Einweiser Überweiser Zuweiser Einsender Hausarzt Auftraggeber Station Untersucher Untersucherin Untersuchungsdatum Assistenz Assistent Assistentin Endoskopeur Endoskopiker Pflegekraft Anästhesist Befunder Bearbeiter Verfasser Schreibkraft Gerät Gerätetyp Seriennummer Fallnummer Aufnahmenummer Patientennummer Eingang Ausgang Eingangsnummer Betreff Betrifft Datum Uhrzeit Seite Direktor Direktorin Chefarzt Chefärztin Oberarzt Leitung Sekretariat Durchwahl Indikation Prämedikation Sedierung Medikation Anamnese Befund Beurteilung Empfehlung Diagnose Therapie Surname Forename Gender Address Date Case Endoscopist Examiner Nurse Physician Consultant Referrer Procedure Indication Findings Recommendation Page Pat Nr Fall DOB MRN MD SSN NHS GP ID Springer Springerin Instrumentierung Operateur Operateurin Trainee Fellow Registrar Resident Secretary VNr'
    .split(' ')
    .map((label) => label.toLowerCase());
const known: ReadonlySet<string> = new Set(labels);
/** Cut shorter than this a label could be anything. */
const SHORTEST_CUT = 5;

/** What a form calls its fields, also cut short (`Assist.`): nobody is called so. */
export function isFormLabel(word: string): boolean {
  const folded = word.toLowerCase();
  return (
    known.has(folded) ||
    /^\p{L}{3,}(?:nummer|datum|uhrzeit|kennung)$/u.test(folded) ||
    (folded.length >= SHORTEST_CUT && labels.some((label) => label.startsWith(folded)))
  );
}
