import { faker as austrian } from '@faker-js/faker/locale/de_AT';
import { faker as german } from '@faker-js/faker/locale/de';

const common =
  'Müller Schmidt Schneider Fischer Weber Meyer Meier Maier Mayer Wagner Becker Schulz Schulze Schultz Hoffmann Hofmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Schmitt Schmitz Krause Werner Lehmann Schmid Köhler Herrmann Hermann König Walter Peters Kaiser Fuchs Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Pfeiffer Huber Gruber Steiner Moser Hofer Leitner Berger Eder Egger Pichler Brunner Aigner Auer Wimmer Haider Lechner Novak Nowak Yilmaz Kaya Demir Öztürk Aydin Kowalski Wiśniewski Wójcik Petrović Nikolić Jovanović Marković Ivanov Petrov Nguyen Tran Smith Johnson Williams Brown Jones Taylor Davies Wilson Evans Thompson';

const recent = [german, austrian].flatMap((faker) => faker.rawDefinitions.person?.last_name?.generic ?? []);
/** Family names as they are, known by heart. */
export const familyNames: ReadonlySet<string> = new Set([...common.split(' '), ...recent]);
