import type { InventedPatient } from './invented-patient.js';

/** A report as lines of text, page by page; `footer` stands on every page. */
export interface ReportText {
  readonly pages: readonly (readonly string[])[];
  readonly footer?: string;
}

export const reportLayouts = ['endoscopy', 'histology', 'letter', 'english'] as const;
export type ReportLayout = (typeof reportLayouts)[number];

const director = { firstName: 'Albrecht', lastName: 'Tannhäuser' };
const recipient = {
  firstName: 'Gundolf',
  lastName: 'Ziegenrücker',
  street: 'Am Mühlgraben 5',
  city: '97998 Ausgedacht',
};
const ordinary = new Set('von Im Am Neu Alten St. Klinikum Krankenhaus Universitätsklinikum'.split(' '));

/** Every word and number of such a report that leads to a person. */
export function identifiersIn(p: InventedPatient): string[] {
  const words = [
    ...[p, p.examiner, p.assistant, director, recipient].flatMap(({ firstName, lastName }) => [firstName, lastName]),
    p.street,
    p.city,
    p.hospital,
    recipient.street,
    recipient.city,
  ].flatMap((text) => text.split(/[\s-]+/));
  const numbers = [p.caseNumber.replace(/^0+/, ''), p.patientId, german(p.birthDate), german(p.examDate), '555-12'];
  return [...words.filter((word) => word.length > 2 && !ordinary.has(word)), ...numbers];
}

export function reportText(layout: ReportLayout, patient: InventedPatient): ReportText {
  return layouts[layout](patient);
}

const german = (iso: string) => iso.split('-').toReversed().join('.');
const english = (iso: string) => iso.split('-').toReversed().join('/');
const signed = (p: InventedPatient) => `${p.examiner.title} ${p.examiner.lastName}, ${p.examiner.firstName}`;

const layouts: Record<ReportLayout, (p: InventedPatient) => ReportText> = {
  endoscopy: (p) => ({
    pages: [
      [
        p.hospital,
        'Medizinische Klinik II - Gastroenterologie',
        `Direktor: Prof. Dr. med. ${director.firstName} ${director.lastName}`,
        'Tel. 09876 555-1234   Fax 09876 555-1299',
        `Herrn Dr. med. ${recipient.firstName} ${recipient.lastName}`,
        `${recipient.street}, ${recipient.city}`,
        '',
        `Patient: ${p.lastName} ,${p.firstName} geb. ${german(p.birthDate)}   Fallnummer: ${p.caseNumber}`,
        `${p.street}, ${p.city}`,
        `1. Unters.: ${signed(p)}   U-datum: ${german(p.examDate)} ${p.examTime.slice(0, 5)}`,
        `Assist.: ${p.assistant.lastName}, ${p.assistant.firstName}`,
        '',
        'Ösophagogastroduodenoskopie',
        'Gerät: GIF-XZ1200   Seriennummer: 7104482',
        '',
        'Anamnese: Seit mehreren Wochen retrosternales Brennen, bekannte Refluxkrankheit.',
        'Indikation: Verdacht auf Barrett-Ösophagus, Kontrolle nach Therapie.',
        'Prämedikation: Propofol 120 mg i.v., Sauerstoff 2 l/min.',
        '',
        'Befund: Ösophagus mit streifigen Erosionen im distalen Drittel, Los Angeles Grad B.',
        'Zylinderepithelmetaplasie 2 cm, Biopsien entnommen. Prag C1M2.',
        'Magen: Schleimhaut im Antrum gerötet, kein Ulkus. Retroflexion unauffällig.',
        'Duodenum: Bulbus und Pars descendens unauffällig.',
      ],
      [
        'Histologie: Magenbiopsien auf Helicobacter pylori folgen.',
        'Komplikation: keine.',
        '',
        'Beurteilung: Refluxösophagitis, Los Angeles Grad B. Verdacht auf Barrett-Ösophagus.',
        `${p.sex === 'female' ? 'Frau' : 'Herr'} ${p.lastName} hat die Untersuchung gut vertragen.`,
        'Empfehlung: Pantoprazol 40 mg einmal täglich für acht Wochen, danach Kontrolle.',
        '',
        'Mit freundlichen kollegialen Grüßen',
        '________________',
        signed(p),
      ],
    ],
    footer: `Patient: ${p.lastName} ${p.firstName}, geb. am ${german(p.birthDate)}  Pat.Nr.: ${p.patientId}  Fall.Nr.: ${p.caseNumber.replace(/^0+/, '')}  Untersuchung vom ${german(p.examDate)}`,
  }),

  histology: (p) => ({
    pages: [
      [
        'Institut für Pathologie',
        p.hospital,
        `${recipient.street}, ${recipient.city}`,
        'Telefon: 09876 / 55-51234   Fax: 09876 / 55-51299   Mail: pathologie@ersonnen.example',
        '',
        `Eingangs-Nr.: E/${p.examDate.slice(0, 4)}/${p.patientId.slice(0, 5)}   Eingang am: ${german(p.examDate)}   Bearbeiter: at`,
        `Patient: ${p.lastName}, ${p.firstName}   geboren am: ${german(p.birthDate)}`,
        `Fall-Nr. ${p.caseNumber}`,
        `${p.city.replace(/^\d+ /, '')}, den ${german(p.examDate)}`,
        '',
        'Klinische Angaben: Verdacht auf Barrett-Ösophagus, Gastritis.',
        'Makroskopie: 1. Ösophagus: Zwei bis 3 mm große Gewebspartikel. 2. Antrum: Drei Partikel.',
        'Mikroskopie: Zylinderepithel mit Becherzellen, keine Dysplasie. Giemsa-Färbung ohne Nachweis von',
        'Helicobacter pylori. Im Antrum mittelgradige chronische Gastritis nach Sydney-Klassifikation.',
        '',
        'Begutachtung: Barrett-Schleimhaut ohne intraepitheliale Neoplasie. Chronische Gastritis.',
        '',
        'Mit kollegialen Grüßen',
        signed(p),
        'Durchwahl 555-1277',
      ],
    ],
    footer: 'Seite 1 von 1',
  }),

  letter: (p) => ({
    pages: [
      [
        `${p.hospital} · ${p.street} · ${p.city}`,
        `${recipient.firstName} ${recipient.lastName}`,
        recipient.street,
        recipient.city,
        '',
        `${german(p.examDate)}`,
        `Betrifft: ${p.sex === 'female' ? 'Frau' : 'Herrn'} ${p.firstName} ${p.lastName}, geboren am ${german(p.birthDate)},`,
        `wohnhaft ${p.street}, ${p.city}. Aufnahmenummer ${p.caseNumber}`,
        '',
        'Sehr geehrter Herr Kollege,',
        `wir berichten über ${p.sex === 'female' ? 'die Patientin' : 'den Patienten'} ${p.lastName}, am ${german(p.examDate)} ambulant koloskopiert.`,
        'Diagnosen: Sigmadivertikulose. Adenom im Colon ascendens, Paris Is, 6 mm, abgetragen.',
        'Befund: Vorspiegeln bis in das terminale Ileum, Boston-Score 8. Die Ileozökalklappe ist unauffällig.',
        'Im Sigma mehrere Divertikel ohne Entzündungszeichen. Hämorrhoiden Grad I.',
        `Therapie: Ballaststoffreiche Kost. ${p.sex === 'female' ? 'Frau' : 'Herr'} ${p.lastName} wurde aufgeklärt.`,
        `Die Untersuchung führte ${signed(p)} durch, es assistierte ${p.assistant.firstName} ${p.assistant.lastName}.`,
        'Empfehlung: Kontrollkoloskopie in drei Jahren.',
        '',
        'Mit freundlichem Gruß',
        `${p.examiner.firstName} ${p.examiner.lastName}`,
        'Oberarzt der Klinik',
      ],
    ],
  }),

  english: (p) => ({
    pages: [
      [
        p.hospital,
        'Department of Gastroenterology',
        `Patient: ${p.lastName}, ${p.firstName}   DOB: ${english(p.birthDate)}   MRN: ${p.patientId}`,
        `Address: ${p.street}, ${p.city}`,
        `Date of examination: ${english(p.examDate)}   Case No. ${p.caseNumber}`,
        `Endoscopist: Dr. ${p.examiner.firstName} ${p.examiner.lastName}   Nurse: ${p.assistant.firstName} ${p.assistant.lastName}`,
        '',
        'Procedure: Colonoscopy. Indication: change of bowel habit and positive stool test.',
        'Findings: The scope was passed to the caecum. There is a polyp in the sigmoid colon, Paris Ip, 12 mm, which was',
        'removed with a hot snare. The mucosa of the ascending colon was normal and there were no diverticula.',
        `${p.sex === 'female' ? 'Mrs' : 'Mr'} ${p.lastName} tolerated the procedure well with midazolam 2 mg.`,
        'Recommendation: surveillance colonoscopy in three years.',
        '',
        'Yours sincerely',
        `Dr. ${p.examiner.firstName} ${p.examiner.lastName}`,
      ],
    ],
    footer: `${p.lastName}, ${p.firstName}   ${english(p.birthDate)}   Page 1`,
  }),
};
