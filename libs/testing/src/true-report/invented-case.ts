import { type InventedPatient, seeded } from '../invented-patient.js';

/** Random choices of one document. */
export interface Dice {
  readonly random: () => number;
  pick<T>(from: readonly T[]): T;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  digits(count: number): string;
  chance(share: number): boolean;
}

export function diceOf(seed: number): Dice {
  const random = seeded(seed);
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    random,
    between,
    pick: (from) => from[Math.floor(random() * from.length)]!,
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(''),
    chance: (share) => random() < share,
  };
}

const words = (text: string) => text.split(' ');
// put together from parts, so that no list of real names knows most of them
const beginnings = words(
  'Kranz Brunn Öttl Wöhr Sauer Tiefen Grüß Mühl Hasel Lauter Pfann Eichel Krumm Zwirn Döbbel Fleck Gänse Hirn Jäcker Klöp Lüder Mörsch Nüss Oster Pirk Quast Rübe Schlot Stroh Trüb Uhl Vöhr Wermel Zeck',
);
const endings = words(
  'bichler huber mann inghaus berger hofer maier stätter thaler egger felder bauer eder loher dorfer brink rieder höfer wasser kamp',
);
const whole = words(
  "Koch Vogel Sommer Klein Kaiser Engel Winter Roth Lang Żak Šimek García Sørensen Lefèvre Núñez O'Sullivan Przybylski Yildirim Nguyen Papadopoulos Al-Hamdani Di-Marco Schmidt Weber Wagner Becker",
).filter((name) => !name.startsWith('Ż'));
const particles = words('von van de zu');
const women = words(
  'Roswitha Annegret Jördis Thea-Marie Zeynep Mechthild Anna Ursula Ingrid Lieselotte Käthe Sabine Petra Melanie Aylin Françoise Renate Hannelore Svetlana Ines Gudrun Elfriede Zoë Birgit',
);
const men = words(
  'Ottokar Gernot Jürgen Emre Hans-Detlef Karl Wolfgang Günther Heinz Detlev Björn Søren Rolf Uwe Kurt Mehmet José Hartmut Ernst-August Ludger Siegfried Dieter Thorsten Andrzej',
);
const towns = words(
  'Musterhausen Erfindungen Obergedacht Ersonnen Niederphantasie Ausgedacht Neudichting Bad-Einbildung Fabelstadt Sinnhofen',
);
const ways = words(
  'Lindenstraße Königsallee Wiesenweg Bahnhofstr. Fliedergasse Goetheplatz Mühlenring Kirchweg Uferstraße Gartenallee',
);

const two = (n: number): string => String(n).padStart(2, '0');

function familyName(dice: Dice): string {
  const one = () => (dice.chance(0.25) ? dice.pick(whole) : dice.pick(beginnings) + dice.pick(endings));
  if (dice.chance(0.08)) return `${dice.pick(particles)} ${one()}`;
  return dice.chance(0.1) ? `${one()}-${one()}` : one();
}

/** Somebody whose name almost surely nobody has: parts of names, towns that do not exist, numbers at random. */
export function anInventedCase(dice: Dice): InventedPatient {
  const sex = dice.chance(0.5) ? 'female' : 'male';
  const person = () => ({ firstName: dice.pick(dice.chance(0.5) ? women : men), lastName: familyName(dice) });
  const town = () => `${dice.between(10, 98)}${dice.digits(3)} ${dice.pick(towns)}`;
  const firstName = dice.pick(sex === 'female' ? women : men);
  return {
    lastName: familyName(dice),
    firstName: dice.chance(0.1) ? `${firstName} ${dice.pick(sex === 'female' ? women : men)}` : firstName,
    birthDate: `${dice.between(1925, 2004)}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`,
    sex,
    caseNumber: `00${dice.between(1, 9)}${dice.digits(7)}`,
    patientId: `${dice.between(1, 9)}${dice.digits(6)}`,
    street: `${dice.pick(ways)} ${dice.between(1, 189)}`,
    city: town(),
    examDate: `${dice.between(2018, 2025)}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`,
    examTime: `${two(dice.between(7, 17))}:${two(dice.between(0, 59))}:${two(dice.between(0, 59))}`,
    examiner: { title: dice.pick(['Dr. med.', 'Dr.', 'PD Dr. med.', 'Prof. Dr. med.']), ...person() },
    assistant: person(),
    hospital: `${dice.pick(['Klinikum', 'Krankenhaus', 'Universitätsklinikum', 'Kreisklinik'])} ${dice.pick(towns)}`,
  };
}

export function anotherPerson(dice: Dice): { readonly firstName: string; readonly lastName: string } {
  return { firstName: dice.pick(dice.chance(0.5) ? women : men), lastName: familyName(dice) };
}
