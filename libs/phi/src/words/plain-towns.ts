/** Towns that are words of the language or look like one; where they stand has to tell. */
const towns =
  'Aue Damme Hof Singen Essen Burg Norden Lage Sand Halle Marl Werder Rheine Stade Leer Hamm Worms Wesel Kamen Ahaus Wald Bergen Weiden Baden Linden Wedding Mitte Buch Haar Haan Horn Brake Brand Lohne Lohr Lahr Lauf Roth Rust Sande Selb Sinn Soest Suhl Tann Telgte Thale Trier Ulm Unna Uslar Varel Waren Weil Wiehl Winden Zeven Zeitz Kehl Kempen Kiel Kleve Kronach Kusel Laage Leuna Melle Moers Much Naila Nagold Olpe Otter Peine Plön Prien Pulheim Rahden Reken Rees Regen Rhede Schleiden Senden Sehnde Speyer Stein Stolpen Sulz Torgau Velen Verl Wanne Weener Wetter Witten Wurzen Xanten Celle Dahn Daun Dahme Diez Düren Ehingen Elze Geldern Gera Goch Greven Herne Hilden Hude Jever Jena Kaarst Köthen Laichingen Landau Lehrte Marne Meppen Mölln Mücheln Neuss Nidda Oelde Ohrdruf Pegau Quern Riesa Roding Schwerte Sinsheim Stuhr Tanna Tegel Tostedt Uelzen Ückeritz Vreden Warin Weimar Wolfen Zossen';

export const plainTowns: readonly string[] = towns.split(' ');
const all = new Set(plainTowns);

/** A town, and something else: only a cue makes it one. */
export const isPlainTown = (word: string): boolean => all.has(word);
