/** Countries that are no more, and what people call the living ones. */
const told =
  'Sowjetunion UdSSR DDR BRD Jugoslawien Tschechoslowakei ČSSR CSSR Tschechei Rhodesien Zaire Birma Burma Ceylon Persien Preußen Ostpreußen Westpreußen Pommern Schlesien Oberschlesien Niederschlesien Sudetenland Böhmen Mähren Siebenbürgen Banat Galizien Bessarabien Wolhynien Kurdistan Palästina England Schottland Wales Nordirland Großbritannien Holland USA Amerika Russland Rußland Weißrussland Kosovo Mazedonien Kreta Mallorca Sizilien Sardinien Korsika Südtirol Anatolien Katalonien Tschetschenien Dagestan Lappland Transsilvanien Kasachstan Sibirien';
const states =
  'Baden-Württemberg Bayern Brandenburg Hessen Niedersachsen Mecklenburg-Vorpommern Mecklenburg Vorpommern Nordrhein-Westfalen NRW Rheinland-Pfalz Saarland Sachsen Sachsen-Anhalt Schleswig-Holstein Thüringen Westfalen Franken Oberfranken Mittelfranken Unterfranken Oberpfalz Niederbayern Oberbayern Schwaben Pfalz Holstein Friesland Ostfriesland Nordfriesland Lausitz Vogtland Erzgebirge Eifel Hunsrück Westerwald Sauerland Münsterland Emsland Harz Allgäu Burgenland Kärnten Niederösterreich Oberösterreich Salzburg Steiermark Tirol Vorarlberg Aargau Appenzell Graubünden Jura Luzern Neuenburg Nidwalden Obwalden Schaffhausen Schwyz Solothurn Thurgau Tessin Uri Waadt Wallis Zug Zürich Rheinland Mittelrhein Oberrhein Niederrhein Bodensee Ruhrgebiet';
/** Names of countries that are words of the language, of medicine or of people as well. */
const ambiguous = new Set('Jordan Tschad Uri Zug Jura Georgien Guernsey Jersey Man Insel'.split(' '));

let known: ReadonlySet<string> | undefined;

/** Countries, also former ones, and the larger parts of the German-speaking ones, as German calls them. */
export function regions(): ReadonlySet<string> {
  known ??= new Set([...countries(), ...told.split(' '), ...states.split(' ')].filter((name) => !ambiguous.has(name)));
  return known;
}

function countries(): string[] {
  const names = new Intl.DisplayNames(['de'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((one) =>
    letters.flatMap((two) => {
      const name = one + two === 'ZZ' || one === 'X' ? undefined : names.of(one + two);
      return name !== undefined && /^\p{Lu}[\p{L}-]{3,}$/u.test(name) ? [name] : [];
    }),
  );
}
