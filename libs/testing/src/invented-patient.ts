/** An invented person and examination. Nobody of this name and number exists. */
export interface InventedPatient {
  readonly lastName: string;
  readonly firstName: string;
  /** ISO 8601. */
  readonly birthDate: string;
  readonly sex: 'female' | 'male' | 'diverse';
  /** Ten digits with leading zeros, as German hospital systems print it. */
  readonly caseNumber: string;
  readonly patientId: string;
  readonly street: string;
  readonly city: string;
  readonly examDate: string;
  readonly examTime: string;
  readonly examiner: { readonly title: string; readonly firstName: string; readonly lastName: string };
  readonly assistant: { readonly firstName: string; readonly lastName: string };
  readonly hospital: string;
}

const lastNames = [
  'Kranzbichler',
  'Öttinghaus',
  'Wöhrlemann',
  'Zschiedrich',
  'Brunnhuber',
  'Sauerbeck-Lohr',
  'von Tiefenthal',
  'Ağdemir',
  'Przybylak',
  'Grüßmacher',
];
const firstNamesFemale = ['Roswitha', 'Annegret', 'Jördis', 'Thea-Marie', 'Zeynep', 'Mechthild'];
const firstNamesMale = ['Ottokar', 'Gernot', 'Jürgen', 'Władysław', 'Emre', 'Hans-Detlef'];
const cities = ['97999 Musterhausen', '01999 Erfindungen', '49998 Neu Ersonnen', '88998 Obergedacht'];
const streets = ['Lindenstr. 12', 'Am Alten Speicher 3a', 'Königsallee 114', 'Im Wiesengrund 7'];
const hospitals = ['Klinikum Musterhausen', 'St.-Erdacht-Krankenhaus', 'Universitätsklinikum Neu Ersonnen'];

/** A small, fast, seeded generator of numbers in [0, 1) (mulberry32). The same seed gives the same exam. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** An invented patient from a seed. */
export function anInventedPatient(seed: number, overrides: Partial<InventedPatient> = {}): InventedPatient {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const sex = random() < 0.5 ? 'female' : 'male';
  return {
    lastName: pick(lastNames),
    firstName: pick(sex === 'female' ? firstNamesFemale : firstNamesMale),
    birthDate: `${1930 + Math.floor(random() * 70)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    sex,
    caseNumber: `00${1 + Math.floor(random() * 9)}${digits(7)}`,
    patientId: `${1 + Math.floor(random() * 9)}${digits(6)}`,
    street: pick(streets),
    city: pick(cities),
    examDate: `202${Math.floor(random() * 6)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    examTime: `${two(7 + Math.floor(random() * 10))}:${two(Math.floor(random() * 60))}:${two(Math.floor(random() * 60))}`,
    examiner: { title: 'Dr. med.', firstName: pick(firstNamesMale), lastName: pick(lastNames) },
    assistant: { firstName: pick(firstNamesFemale), lastName: pick(lastNames) },
    hospital: pick(hospitals),
    ...overrides,
  };
}
