import { faker as austrian } from '@faker-js/faker/locale/de_AT';
import { faker as german } from '@faker-js/faker/locale/de';
import { isMedicalWord } from './compounds.js';
import { isOrdinaryWord, isWrittenWord } from './ordinary-words.js';

const common =
  'Müller Schmidt Schneider Fischer Weber Meyer Meier Maier Mayer Wagner Becker Schulz Schulze Schultz Hoffmann Hofmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Schmitt Schmitz Krause Werner Lehmann Schmid Köhler Herrmann Hermann König Walter Peters Kaiser Fuchs Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Pfeiffer Huber Gruber Steiner Moser Hofer Leitner Berger Eder Egger Pichler Brunner Aigner Auer Wimmer Haider Lechner Novak Nowak Yilmaz Kaya Demir Öztürk Aydin Kowalski Wiśniewski Wójcik Petrović Nikolić Jovanović Marković Ivanov Petrov Nguyen Tran Smith Johnson Williams Brown Jones Taylor Davies Wilson Evans Thompson';

const recent = [german, austrian].flatMap((faker) => faker.rawDefinitions.person?.last_name?.generic ?? []);
const all = new Set([...common.split(' '), ...recent]);

const ending =
  /(?:mann|meier|maier|mayer|meyer|huber|bauer|müller|mueller|schmidt|schmied|schneider|berger|burger|hofer|huber|bichler|egger|lechner|leitner|bacher|felder|thaler|wieser|ovic|ović|ević|ić|ski|cki|czyk|czak|enko|owa|ova|oglu|oğlu|sson|sen)$/iu;

/** `yes`: a family name and no ordinary word; `perhaps`: an ordinary word as well, or only the shape of a family name. */
export function lastName(word: string): 'yes' | 'perhaps' | 'no' {
  const cased = word.length > 2 && word === word.toUpperCase() ? word.charAt(0) + word.slice(1).toLowerCase() : word;
  if (all.has(cased)) return isWrittenWord(cased) || isMedicalWord(cased.toLowerCase()) ? 'perhaps' : 'yes';
  if (cased.includes('-')) return doubleName(cased.split('-'));
  return cased.length > 5 && ending.test(cased) && !isOrdinaryWord(cased) ? 'perhaps' : 'no';
}

/** `Koch-Neumann`: both are family names. */
const doubleName = (parts: readonly string[]) =>
  parts.length === 2 && parts.every((part) => lastName(part) !== 'no') && parts.some((part) => lastName(part) === 'yes')
    ? 'yes'
    : 'no';
