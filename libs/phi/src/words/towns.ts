import { faker as austrian } from '@faker-js/faker/locale/de_AT';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as swiss } from '@faker-js/faker/locale/de_CH';

const larger =
  'Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Bremen Dresden Hannover Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg Wiesbaden Mönchengladbach Gelsenkirchen Aachen Braunschweig Chemnitz Kiel Magdeburg Krefeld Freiburg Lübeck Mainz Erfurt Oberhausen Rostock Kassel Potsdam Saarbrücken Hamm Ludwigshafen Oldenburg Osnabrück Leverkusen Heidelberg Solingen Darmstadt Herne Neuss Regensburg Paderborn Ingolstadt Würzburg Offenbach Fürth Heilbronn Ulm Pforzheim Göttingen Wolfsburg Recklinghausen Reutlingen Bremerhaven Koblenz Bottrop Bergisch Jena Erlangen Remscheid Trier Salzgitter Moers Siegen Hildesheim Cottbus Gera Gütersloh Witten Hanau Schwerin Esslingen Ludwigsburg Iserlohn Tübingen Flensburg Zwickau Düren Ratingen Lünen Villingen Konstanz Marl Worms Minden Velbert Neumünster Norderstedt Bamberg Bayreuth Aschaffenburg Schweinfurt Dessau Viersen Rheine Gladbeck Dorsten Troisdorf Wilhelmshaven Delmenhorst Lüneburg Landshut Celle Arnsberg Fulda Lüdenscheid Bocholt Dinslaken Kempten Plauen Weimar Naumburg Sindelfingen Neuwied Dormagen Rosenheim Neubrandenburg Stralsund Greifswald Friedrichshafen Herford Stendal Görlitz Offenburg Wesel Detmold Hameln Goslar Euskirchen Göppingen Sigmaringen Ravensburg Biberach Passau Straubing Deggendorf Weiden Amberg Hof Coburg Kulmbach Ansbach Memmingen Kaufbeuren Lindau Garmisch Bautzen Meißen Pirna Freiberg Zittau Eisenach Gotha Suhl Nordhausen Mühlhausen Altenburg Halberstadt Quedlinburg Wernigerode Wittenberg Merseburg Buxtehude Stade Cuxhaven Emden Leer Aurich Lingen Nordhorn Cloppenburg Vechta Wangen Herborn Wetzlar Gießen Marburg Limburg Heidenheim Schwäbisch Ostfriesland Wien Graz Linz Salzburg Innsbruck Klagenfurt Villach Wels Dornbirn Steyr Feldkirch Bregenz Leonding Krems Baden Leoben Amstetten Kapfenberg Mödling Kufstein Zürich Genf Basel Lausanne Bern Winterthur Luzern Biel Thun Köniz Fribourg Schaffhausen Chur Neuenburg Sion Lugano Bellinzona London Manchester Liverpool Birmingham Leeds Glasgow Edinburgh Cardiff Bristol Oxford Cambridge Nottingham Sheffield Belgrad Zagreb Warschau Prag Budapest Istanbul Ankara Moskau Kiew';

/** Towns that give their name to scores, classifications, germs, or are ordinary words: kept without a cue. */
const medical = new Set(
  'Paris Prag Prague Wien Vienna Rom Rome Sydney Amsterdam Montreal Boston Essen Hof Marl Worms Leer Hamm Stade Baden Weiden Wangen Rippen Bern Siegen Halle Singen Bergisch Schwäbisch Frankfurt Oxford Cambridge Edinburgh Glasgow Lausanne Bristol Marburg Rotterdam Chicago Norwalk Coventry Basel Tübingen Sion Lingen Celle Biel Thun Wels Chur Linz Trier Limburg Oldenburg'.split(
    ' ',
  ),
);

const all = new Set([
  ...larger.split(' '),
  ...[german, austrian, swiss].flatMap((faker) => faker.rawDefinitions.location?.city_name ?? []),
]);

const ending =
  /\p{Ll}(?:burg|berg|dorf|hausen|stadt|heim|feld|furt|furth|brück|brücken|ingen|ungen|kirchen|kirch|münde|walde|rode|roda|leben|haven|hafen|weiler|hofen|stetten|stedt|büttel|bronn|reuth|beuren|tal|thal|see|born|holz|moos|au)$/u;

/** `yes`: a town and nothing else; `perhaps`: a town that is medicine as well, or only the shape of a town. */
export function town(word: string): 'yes' | 'perhaps' | 'no' {
  if (all.has(word)) return medical.has(word) ? 'perhaps' : 'yes';
  return ending.test(word) ? 'perhaps' : 'no';
}
