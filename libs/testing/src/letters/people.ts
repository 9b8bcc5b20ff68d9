/** People of many origins who do not exist, put together from words that no list of the detectors needs to hold. */
export interface Person {
  readonly sex: 'female' | 'male';
  readonly firstName: string;
  readonly lastName: string;
}

const first = {
  female:
    'Åslaug Solveig-Mai Þórdís Jórunn Märta Tuulikki Aino-Kaisa Zdeňka Bożenka Świętosława Ľudmila Radka-Iva Ojāra Živilė Ioanela Sânziana Réka Boglárka Zsófia Eudóxia Begoña Nuria-Inés Conceição Iratxe Maëlle Solène Bénédicte Aoife Caoimhe Niamh Gülşen Çiğdem Şükran Nesrin Rojda Khadidja Soukaina Wafaa Rashida Nourhan Thị-Hạnh Bích-Ngọc Phượng Xiaoling Yoon-Hee Haruka Oluchi Adaeze Nyokabi Tsehay Shubhangi Parvathi Ffion Walburgis Hiltgund Ehrentraud Irmhild Swanhild Teudelinde Gesche Wiebke-Marit Tjorven Frowine',
  male: 'Øystein Sigbjørn Håvard Þorvaldur Eyvindur Väinö Ilmari Zbyněk Přemysl Ctibor Świętopełk Mścisław Radomił Dragoslav Vukašin Živojin Ojārs Kęstutis Ștefăniță Horațiu Bálint Szabolcs Íñigo Gonçalo Iñaki Xosé Loïc Gaëtan Thibault Eoghan Ruaidhrí Oğuzhan Çetin Şahin Bahoz Abdelkrim Youssouf Mouloud Sulayman Haytham Đức-Anh Quốc-Việt Hữu-Tài Wenjie Seung-Woo Daisuke Chukwuemeka Babatunde Mwangi Getachew Venkatesh Sukhdeep Gwilym Wunibald Volkhart Ekkbert Heribrand Ruthard Tjark Eilert Focko Wigand Amandus',
} as const;

const last =
  'Ødegård Bjørnstad Håkansson-Lund Þorláksson Sjöblom Kärkkäinen Hämäläinen Østerby Nygårdsvold Dvořáčková Křižan Hlaváč Třeštík Wężyk Ździebło Gołąb-Ryś Brzęczyk Żółkiewska Szczęsny Čabarkapa Đurđević Šoškić Žitnik Krstičevič Ozoliņš Žukauskienė Bărbulescu Țurcanu Kőszegi Nádasdy Szűcs-Bíró Peñafiel Núñez-Araújo Ibáñez Garmendia Echeverría Gonçalves-Brandão Guimarães Le-Goff Thévenot Crépin Beauchêne Ó-Súilleabháin McGillycuddy Kılıçdoğan Yıldırımoğlu Çakıroğlu Gümüşsoy Karabağ Benmoussa Chouikh Ouedraogo Tajmouati Zerrouki Mokhtarzadeh Farrokhnia Al-Hadithi Thạch Đoàn-Phùng Lương Ngô Trịnh Quách Zhuang Xue Kyung Takanashi Nwachukwu Okonjo-Eze Wanjiku Gebremariam Subramaniam Deshpande Llewellyn Tschüdi Niederhäusern Zwyssig Oberparleitner Gschwandl Hinterstoisser Pöchhacker Wuchteringer Schnitzelbaumer Zipfelmoser Dingeldey Quasthoff Ohlrogge Kleinknecht-Uhl Fehrensen Tjaden Poppinga Behrendsen Wübbenhorst Kreyenborg Dröppelmann Schlichtkrull Hömberg Strötgen Grützmühl Zwickelhuber Knäble Räpple Häfele-Bolch Gäckle Schwörer Überschär Noetzoldt Zschirnt Pietzschmann Kubitschke Lommatsch Hanuschke Schmöckwitz Petrikat Wischnath Jurgeleit Kallweit Naujoks Balschun Blaschczyk Orzechowsky Pawlitza Szymkowiak-Ehl Trzebiatowsky';

const particles =
  'von|von|von der|vom|zu|zur|van|van der|van den|de|de la|del|di|da|dos|El|Al|Ben|Abu|Bin|Freiherr von|Graf von|Ten|Op de|Le|Mac'.split(
    '|',
  );
const afterParticle =
  'Rühlingen Tannhoven Quitzleben Schönfelden Elmendonk Bruijnzeel Hoogstraten Meersbergen Valbuena Quintanilha Almagro Rivadavia Mansourah Tikriti Hamdaoui Krosigk Drachenbrunn Haaren Velde Roncalli Montefosco Serravalle'.split(
    ' ',
  );
const commonNouns =
  'Kachel Rettich Habicht Fenchel Grünspan Silberbauer Morgenroth Sonnenschein Lauch Sperling Kranich Pfingsten Dienstbier Ohnesorg Wohlgemuth Frühauf Rosenkranz Zuckschwert Knoblauch Haberkorn Butterweck Stiefel Ranzen Hufnagel Blaufuß Kaltwasser Springinsfeld Habermehl'.split(
    ' ',
  );

type Random = () => number;
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

const firstNames = { female: first.female.split(' '), male: first.male.split(' ') } as const;
const lastNames = last.split(' ');

/** A person whose family name has a particle in one of eight cases and is an ordinary noun in another. */
export function aPerson(random: Random, sex: Person['sex'] = random() < 0.5 ? 'female' : 'male'): Person {
  const chance = random();
  const family =
    chance < 0.12
      ? `${pick(random, particles)} ${pick(random, afterParticle)}`
      : chance < 0.22
        ? pick(random, commonNouns)
        : chance < 0.3
          ? `${pick(random, lastNames)}-${pick(random, commonNouns)}`
          : pick(random, lastNames);
  const given = pick(random, firstNames[sex]);
  const more = random();
  return {
    sex,
    firstName:
      more < 0.1 ? `${given} ${pick(random, firstNames[sex])}` : more < 0.15 ? `${given} ${given[0]!}.` : given,
    lastName: family,
  };
}

/** Every word of the lists, for a test that no detector lists them. */
export const inventedNameWords: readonly string[] = [...firstNames.female, ...firstNames.male, ...lastNames]
  .flatMap((name) => name.split(/[ -]/u))
  .filter((name) => name.length > 3);
