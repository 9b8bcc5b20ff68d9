import { pick } from './people.js';

type Random = () => number;

const towns =
  'Quellenrode Bad Zwiesenbach Neuwarthausen Hinterzarnau Ollendörp Klein Möhringen Westerquappel Sankt Ottilgen Trübenfließ Groß Kremmelin Unterschwabhofen Mittelgrünau Oberndrauburg Langwedelin Fürstenbrügge Bredenhude Kaltensiehl Rothwiesen Vorderjoch Steinkuhlen'.replaceAll(
    /(Bad|Klein|Sankt|Groß) /gu,
    '$1_',
  );
const streets =
  'Zeisigweg|Kastanienallee|Alte Poststraße|Brunnengasse|Am Mühlbach|An der Weide|Unter den Ulmen|Karl-Zuckschwert-Str.|Bürgermeister-Ohlrogge-Straße|Hinter der Kirche|Rosenhang|Schillerplatz|Gartenstraße|Im Rehwinkel|Kirchsteig|Zum Alten Hafen|Sudetenring|Wilhelm-Tjaden-Weg|Dorfstraße|Eichendorffufer|Auf dem Bühl|Lange Reihe|Kleiner Sand'.split(
    '|',
  );
const saints =
  'St. Notburga|St.-Wolfgang|Sankt Quirin|St. Hedwigis|Heilig-Kreuz|Maria Trost|Bethesda|Friederikenstift|Elim'.split(
    '|',
  );
const kinds = 'Krankenhaus|Klinikum|Hospital|Kreisklinik|Kreiskrankenhaus|Stift|Spital'.split('|');
const insurers = 'AOK Plus|Techniker Krankenkasse|Barmer|DAK-Gesundheit|IKK classic|BKK Mobil Oil|Debeka|KKH'.split(
  '|',
);
const homes =
  'Seniorenresidenz Abendstern|Pflegeheim Haus Lindenhof|Seniorenzentrum Am Anger|Altenheim St. Notburga|Wohnstift Sonnwende|AWO-Seniorenheim Rehwinkel'.split(
    '|',
  );
const practices = 'Gemeinschaftspraxis|Praxis|Hausarztpraxis|MVZ|Praxisgemeinschaft'.split('|');

export const aTown = (random: Random): string => pick(random, towns.split(' ')).replaceAll('_', ' ');
export const aZip = (random: Random): string => `${10_000 + Math.floor(random() * 89_999)}`;
export const aStreet = (random: Random): string =>
  `${pick(random, streets)} ${1 + Math.floor(random() * 180)}${random() < 0.2 ? pick(random, ['a', 'b', ' c', '-12', '/3']) : ''}`;
export const anInsurer = (random: Random): string => pick(random, insurers);

/** A house where somebody was treated or lives. */
export function aHospital(random: Random, family: string): string {
  const made = [
    () => `${pick(random, kinds)} ${aTown(random)}`,
    () => `${pick(random, saints)}-${pick(random, kinds)} ${aTown(random)}`,
    () => `Universitätsklinikum ${aTown(random)}`,
    () => `Städtisches ${pick(random, kinds)} ${aTown(random)}`,
    () => `${pick(random, practices)} Dr. ${family}`,
    () => `${pick(random, saints)} ${pick(random, kinds)}`,
    () => pick(random, homes),
    () => `MVZ ${aTown(random)}`,
  ];
  return pick(random, made)();
}
