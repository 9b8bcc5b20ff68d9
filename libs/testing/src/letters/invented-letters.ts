import { seeded } from '../invented-patient.js';
import type { InventedLetter } from './invented-letter.js';
import {
  aCaseNumber,
  aDate,
  aDayOfYear,
  aMonth,
  anExtension,
  anInsuranceNumber,
  aPathologyNumber,
  aPhone,
  aSerial,
  aYear,
} from './numbers.js';
import { withNoise } from './noise.js';
import { aPerson, type Person, pick } from './people.js';
import { aHospital, anInsurer, aStreet, aTown, aZip } from './places.js';
import { dateSentences, numberSentences } from './sentences-dates.js';
import { englishMedicine, englishSentences } from './sentences-english.js';
import { headlines, medicalSentences } from './sentences-medicine.js';
import { patientSentences, relativeSentences, staffSentences } from './sentences-names.js';
import { contactSentences, placeSentences } from './sentences-places.js';

/** The half that people read while they write rules, and the half that only measures. */
export type Half = 'dev' | 'held-out';

type Random = () => number;

const titled = /(?<!\p{L})(?:(?:Prof|Dr|PD|med|univ|rer|nat)(?:\.\s?|\s)){1,5}(?=\p{Lu})/gu;

/** Which half a sentence is in, by its own letters: it stays there whatever is added beside it. */
export function halfOf(sentence: string): Half {
  let sum = 7;
  for (const letter of sentence) sum = (sum * 31 + letter.codePointAt(0)!) % 104_729;
  return sum % 2 === 0 ? 'dev' : 'held-out';
}

/** Letters of invented people, German with one English in eight. The same count, seed and half give the same letters. */
export function inventedLetters(count: number, seed: number, half: Half): InventedLetter[] {
  const random = seeded(seed * 7919 + (half === 'dev' ? 1 : 2));
  return Array.from({ length: count }, (_, i) => aLetter(random, `invented-${half}-${seed}-${i + 1}`, half));
}

function aLetter(random: Random, id: string, half: Half): InventedLetter {
  const own = (sentences: readonly string[]) => sentences.filter((sentence) => halfOf(sentence) === half);
  const some = (sentences: readonly string[], count: number) =>
    Array.from({ length: count }, () => pick(random, own(sentences)));
  const english = random() < 0.125;
  const page = new Page(random);
  const medicine = english ? englishMedicine : medicalSentences;
  const heads = english
    ? [some(englishSentences, 3)]
    : [some(placeSentences, 1), some(contactSentences, 2), some(staffSentences, 1)];
  for (const line of heads.flat()) page.write(line, '\n');
  const identifying = english
    ? some(englishSentences, 8)
    : [
        ...some(patientSentences, 4),
        ...some(numberSentences, 2),
        ...some(dateSentences, 4),
        ...some(staffSentences, 2),
        ...some(relativeSentences, 1),
        ...some(placeSentences, 2),
      ];
  const body = [...identifying, ...Array.from({ length: 22 }, () => pick(random, medicine))].toSorted(
    () => random() - 0.5,
  );
  for (const line of body) {
    if (random() < 0.2) page.write(english ? 'Findings:' : pick(random, headlines), random() < 0.5 ? '\n' : ' ');
    page.write(line, random() < 0.55 ? '\n' : ' ');
  }
  if (!english) for (const line of some(staffSentences, 2)) page.write(line, '\n');
  const titles = [...page.text.matchAll(titled)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.trimEnd().length,
    label: 'NAME_TITLE',
  }));
  const letter = { id, text: page.text, entities: [...page.entities, ...titles] };
  return random() < 0.2 ? withNoise(letter, random) : letter;
}

/** A letter in the making: one patient, sentences one after the other. */
class Page {
  text = '';
  readonly entities: { start: number; end: number; label: string }[] = [];
  private readonly patient: Person;
  private readonly numbers: Readonly<Record<string, string>>;

  constructor(private readonly random: Random) {
    this.patient = aPerson(random);
    this.numbers = { case: aCaseNumber(random), bd: aDate(random, 1926, 2004), town: aTown(random) };
  }

  write(sentence: string, end: string): void {
    const staff = aPerson(this.random);
    const spoken = sentence
      .replaceAll(/\[([^|\]]*)\|([^\]]*)\]/gu, (_, m: string, f: string) => (this.patient.sex === 'male' ? m : f))
      .replaceAll(/‹([^|›]*)\|([^›]*)›/gu, (_, m: string, f: string) => (staff.sex === 'male' ? m : f));
    let at = 0;
    for (const match of spoken.matchAll(/\{(\w+)\}/gu)) {
      this.text += spoken.slice(at, match.index);
      this.identify(match[1]!, staff);
      at = match.index + match[0].length;
    }
    this.text += spoken.slice(at) + end;
  }

  private identify(kind: string, staff: Person): void {
    const { random, patient } = this;
    const initial = ({ firstName, lastName }: Person) => `${firstName[0]!}. ${lastName}`;
    const whole = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;
    const turned = ({ firstName, lastName }: Person) => `${lastName}, ${firstName}`;
    const relative = random() < 0.4 ? { ...aPerson(random), lastName: patient.lastName } : aPerson(random);
    const age = () => `${20 + Math.floor(random() * 69)}`;
    const makers: Readonly<Record<string, () => readonly [string, string] | string>> = {
      p: () => [whole(patient), 'NAME_PATIENT'],
      pl: () => [patient.lastName, 'NAME_PATIENT'],
      pf: () => [patient.firstName, 'NAME_PATIENT'],
      pc: () => [turned(patient), 'NAME_PATIENT'],
      pu: () => [turned(patient).toUpperCase(), 'NAME_PATIENT'],
      pi: () => [initial(patient), 'NAME_PATIENT'],
      d: () => [staff.lastName, 'NAME_DOCTOR'],
      d2: () => [aPerson(random).lastName, 'NAME_DOCTOR'],
      df: () => [whole(staff), 'NAME_DOCTOR'],
      df1: () => [staff.firstName, 'NAME_DOCTOR'],
      di: () => [initial(staff), 'NAME_DOCTOR'],
      dc: () => [turned(staff), 'NAME_DOCTOR'],
      r: () => [whole(relative), 'NAME_RELATIVE'],
      rf: () => [relative.firstName, 'NAME_RELATIVE'],
      rf2: () => [aPerson(random).firstName, 'NAME_RELATIVE'],
      date: () => [aDate(random), 'DATE'],
      bd: () => [this.numbers['bd']!, 'DATE'],
      my: () => [aMonth(random), 'DATE'],
      dm: () => [aDayOfYear(random), 'DATE'],
      y: () => [aYear(random), 'DATE'],
      age: () => [age(), 'AGE'],
      age90: () => [`${90 + Math.floor(random() * 13)}`, 'AGE'],
      case: () => [random() < 0.5 ? this.numbers['case']! : aCaseNumber(random), 'ID'],
      path: () => [aPathologyNumber(random), 'ID'],
      sn: () => [aSerial(random), 'ID'],
      ins: () => [anInsuranceNumber(random), 'ID'],
      phone: () => [aPhone(random), 'CONTACT_PHONE'],
      ext: () => [anExtension(random), 'CONTACT_PHONE'],
      fax: () => [aPhone(random), 'CONTACT_FAX'],
      mail: () => [`${plain(staff.lastName)}@${plain(aTown(random))}.example.de`, 'CONTACT_EMAIL'],
      url: () => [`www.${plain(aTown(random))}-klinik.de`, 'CONTACT_URL'],
      city: () => [random() < 0.5 ? this.numbers['town']! : aTown(random), 'LOCATION_CITY'],
      zip: () => [aZip(random), 'LOCATION_ZIP'],
      street: () => [aStreet(random), 'LOCATION_STREET'],
      hosp: () => [aHospital(random, staff.lastName), 'LOCATION_HOSPITAL'],
      insurer: () => [anInsurer(random), 'LOCATION_ORGANIZATION'],
      prof: () => [pick(random, professions), 'PROFESSION'],
    };
    const made = makers[kind]?.() ?? `{${kind}}`;
    if (typeof made === 'string') {
      this.text += made;
      return;
    }
    const [value, label] = made;
    this.entities.push({ start: this.text.length, end: this.text.length + value.length, label });
    this.text += value;
  }
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[^a-z]/giu, '')
    .toLowerCase();

const professions =
  'Bäckermeisterin|Lokführer|Grundschullehrerin|Landwirt|Steuerberater|Kfz-Mechatroniker|Floristin|Notarin|Dachdecker|Erzieherin|Postbote|Softwareentwicklerin|Krankenpfleger|Apothekerin|Schreiner'.split(
    '|',
  );
