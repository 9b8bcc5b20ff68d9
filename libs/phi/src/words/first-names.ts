import { faker as austrian } from '@faker-js/faker/locale/de_AT';
import { faker as swiss } from '@faker-js/faker/locale/de_CH';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as croatian } from '@faker-js/faker/locale/hr';
import { faker as italian } from '@faker-js/faker/locale/it';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as turkish } from '@faker-js/faker/locale/tr';

/**
 * First names of the generations that fill a hospital. Faker's lists are of names given to children of
 * recent decades, so the older German ones are written out here.
 */
const female =
  'Adelheid Agathe Agnes Alma Almut Aloisia Amalie Andrea Angela Angelika Anita Anja Anke Anna Annegret Anneliese Annemarie Annett Annette Antje Antonia Astrid Auguste Babette Barbara Beate Beatrice Beatrix Berta Bettina Bianca Birgit Birgitta Birte Brigitta Brigitte Britta Brunhilde Carina Carmen Carola Caroline Cäcilie Charlotte Christa Christel Christiane Christina Christine Claudia Constanze Cordula Corinna Cornelia Dagmar Daniela Doreen Doris Dorothea Dörte Edda Edelgard Edeltraud Edith Elfi Elfriede Elisabeth Elke Ella Elli Elsa Else Elsbeth Elvira Emilie Emma Emmi Erika Erna Esther Eugenie Eva Evelyn Felicitas Fränzi Franziska Frauke Frederike Freya Frida Frieda Friederike Gabi Gabriele Gerda Gerlinde Gerta Gertraud Gertrud Gertrude Gesa Gesine Gisela Gislinde Gitta Grete Gretel Gudrun Gundula Gunda Hanna Hannelore Hedwig Heide Heidemarie Heidi Heidrun Heike Helene Helga Helma Henriette Herma Hermine Herta Hertha Hilda Hilde Hildegard Hiltrud Huberta Ida Ilka Ilona Ilse Imke Ina Ines Inge Ingeborg Ingrid Inka Insa Irene Iris Irma Irmgard Irmtraud Isabella Isolde Ivonne Jana Janina Jeannette Jennifer Jenny Johanna Jolanthe Josefa Josefine Judith Julia Juliane Jutta Karin Karla Karoline Käte Käthe Katharina Kathleen Kathrin Katja Katrin Kerstin Kirsten Klara Klaudia Konstanze Kornelia Kriemhild Kunigunde Lara Laura Leni Leonore Lieselotte Liesel Liesbeth Lina Linda Lisa Lisbeth Liselotte Lotte Louise Ludmilla Luise Lydia Magda Magdalena Maike Maja Manuela Mareike Margarete Margaretha Margarethe Margit Margot Margret Margrit Maria Marianne Marie Marija Marina Marion Marita Marlene Marlies Marta Martha Martina Mathilde Maximiliane Mechthild Meike Melanie Melitta Meta Michaela Mina Mirjam Miriam Mona Monika Myriam Nadine Nadja Natalie Natascha Nicole Nina Nora Olga Otti Ottilie Patricia Paula Pauline Petra Pia Ramona Rebecca Rebekka Regina Regine Reinhild Renate Resi Ricarda Rita Roberta Romy Rosa Rosalie Rosalinde Rosemarie Rosi Rosina Roswitha Rotraud Ruth Sabina Sabine Sabrina Sandra Sara Sarah Selma Senta Sibylle Siegrid Sieglinde Sigrid Sigrun Silke Silvia Simone Sofia Sofie Sonja Sophie Stefanie Stephanie Susanna Susanne Susi Svenja Swantje Sylvia Tamara Tanja Tatjana Thea Thekla Theresa Therese Theresia Trude Traudl Traute Ulla Ulrike Ursel Ursula Uta Ute Valerie Vanessa Vera Verena Veronika Viktoria Viola Vroni Waltraud Waltraut Wanda Wencke Wilhelmine Wilma Yvonne Zäzilie';
const male =
  'Achim Adalbert Adam Adolf Albert Albrecht Alexander Alfons Alfred Alois Ambros Andreas Ansgar Anton Armin Arndt Arne Arno Arnold Arnulf Artur Arthur August Axel Baldur Balthasar Bartholomäus Bastian Benedikt Benjamin Benno Bernd Bernhard Bernwart Berthold Bertold Bertram Björn Bodo Boris Bruno Burkhard Burghard Carl Carlo Carsten Christian Christof Christoph Claus Clemens Cornelius Cyrill Daniel Dankwart David Detlef Detlev Dieter Dietmar Dietrich Dirk Dominik Eberhard Eckart Eckehard Eckhard Edgar Edmund Eduard Edwin Egbert Egon Ehrenfried Eike Elmar Emanuel Emil Engelbert Enno Erhard Erich Erik Ernst Erwin Eugen Euripedes Ewald Fabian Falk Felix Ferdinand Florian Frank Franz Fred Freddy Frederic Fridolin Friedbert Friedhelm Friedrich Fritz Gabriel Gebhard Georg Gerald Gerd Gereon Gerhard Gernot Gert Giesbert Gisbert Gilbert Götz Gottfried Gotthard Gotthilf Gottlieb Gregor Guido Günter Guenter Günther Guenther Gunnar Gunther Gustav Hagen Hannes Hanns Hans Harald Hardy Harro Harry Hartmut Hartwig Heiko Heiner Heino Heinrich Heinz Helge Helmut Helmuth Hendrik Henning Henrik Heribert Hermann Herbert Herwig Hilmar Hinnerk Hinrich Holger Horst Hubert Hubertus Hugo Ignaz Ingo Ingolf Ismail Ivo Jakob Jan Jens Jobst Jochen Jodok Joachim Johann Johannes Jonas Jonathan Jörg Jörn Josef Joseph Jost Jupp Jürgen Juergen Julius Justus Kai Karl Karlheinz Karsten Kasimir Kaspar Kay Kilian Klaus Klemens Knut Konrad Konstantin Korbinian Kunibert Kuno Kurt Lambert Lars Laurenz Leander Leo Leon Leonhard Leopold Linus Lorenz Lothar Ludger Ludwig Lukas Luis Lutz Magnus Maik Malte Manfred Manuel Marc Marcel Marco Marcus Mario Marius Mark Markus Marten Martin Mathias Matthäus Matthias Max Maximilian Meinhard Meinrad Michael Michel Mike Moritz Nepomuk Nicolas Niklas Nikolaus Nils Norbert Norman Olaf Ole Oliver Ortwin Oskar Oswald Oswin Otfried Otmar Ottmar Otto Ottokar Pascal Patrick Paul Peer Peter Philipp Pirmin Rafael Raimund Rainer Ralf Ralph Ralph Raphael Reiner Reinhard Reinhardt Reinhold Reinold Richard Robert Roderich Roger Roland Rolf Roman Ronald Ronny Rudi Rudolf Rüdiger Ruediger Rupert Ruprecht Samuel Sascha Sebastian Severin Siegbert Siegfried Siegmund Sigismund Sigmund Silvio Simon Sönke Stanislaus Stefan Steffen Stephan Sven Swen Tassilo Thaddäus Theo Theobald Theodor Thilo Thomas Thorben Thorsten Tilman Tilmann Tilo Tim Timo Tobias Tom Torben Torsten Traugott Udo Ulf Uli Ullrich Ulrich Urban Urs Utz Uwe Valentin Veit Victor Viktor Vinzenz Volker Volkmar Waldemar Walter Walther Wendelin Wenzel Werner Wieland Wigbert Wilfried Wilhelm Wilhelmus Willi Willibald Willy Winfried Wolf Wolfgang Wolfram Wulf Xaver';
const worldwide =
  'Abdul Abdullah Ahmad Ahmed Ahmet Alejandro Aleksandar Aleksander Aleksandra Alessandro Ali Alina Aliyah Amina Amir Ana Anastasia Andrej Andrzej Angelo Antonio Ayse Ayşe Bartosz Bogdan Bogdana Boleslaw Bülent Carlos Cem Chiara Danuta Darko Dhayana Diego Dimitri Dimitrios Dmitri Dragan Dragica Edin Ekaterina Elif Emine Emre Enrico Ewa Fadime Fatima Fatma Fernando Francesca Francesco Gheorghe Giorgio Giovanni Giulia Giuseppe Goran Grzegorz Hakan Halina Halil Hamid Hasan Hatice Hussein Ibrahim Igor Ilja Ioannis Irina Ivan Ivana Jacek Jadwiga Jelena Jerzy José Juan Kemal Khaled Kornél Krzysztof Larissa László Léonard Leyla Ljubica Luigi Małgorzata Maryam Mehmet Mehmed Mesut Milan Milena Mirko Mohamed Mohammad Mohammed Mustafa Nada Nadezhda Natalia Natalja Nikola Nikolai Olena Omar Oksana Osman Özlem Paolo Pavel Pedro Pierre Piotr Radovan Ramazan Recep Salvatore Sergej Sergey Slavica Slobodan Snežana Stanislaw Svetlana Tadeusz Vesna Vladimir Wladimir Władysław Wojciech Yusuf Zbigniew Zeynep Zoran';

/** First names that are ordinary or medical words as well: they count only beside another part of a name. */
const ambiguous = new Set(
  'Mai Juni August Ernst Wolf Max Mark Marc Rose Rosa Viola Linde Flora Iris Ida Falk Hagen Heide Wanda Laura Rita Mona Leo Kay Kai Tim Ina Eva Ali Nora Ambros Christ Will Art Jan Sam Hope Grace April June May Per Ray Dale Cliff Summer Bill Rob Dean Lane Miles Stone Grant Price Earl Ana Nada Mina Gerd Reha Star Said Sena Su Can Deniz Ege Ay Ada Eda Ela Ata Era Asia Alba Gala Norma Regula Regina Anna Bella Carina Cara Aura Luna Stella Clara Celia Lia Nova Vita Fast Pat Ty Val Van Von Vom Lasse Gerda Tilde Tibia Major Minor Christian Urban Kreon Art Alter Lob Segen Sonne Karte Lotus Lilien Nelke Jasmin Melissa Veronica Angelika Oral Bauch Valentin Tom Beat Ella Rex Rein Reiner Florian Mitte Adam Aaron Colon Sigma Linda Lana Lora'.split(
    ' ',
  ),
);

type NamesBySex = { readonly female?: string[]; readonly male?: string[]; readonly generic?: string[] };

const recent = [german, austrian, swiss, english, croatian, italian, polish, turkish].flatMap((faker) => {
  const names: NamesBySex = faker.rawDefinitions.person?.first_name ?? {};
  return [...(names.female ?? []), ...(names.male ?? []), ...(names.generic ?? [])];
});

const femaleOnly = new Set(female.split(' '));
const maleOnly = new Set(male.split(' '));
const all = new Set([...femaleOnly, ...maleOnly, ...worldwide.split(' '), ...recent.filter((name) => name.length > 2)]);

const titleCase = (word: string): string =>
  word === word.toUpperCase() && word.length > 2 ? word.charAt(0) + word.slice(1).toLowerCase() : word;

/** `yes`: a first name and nothing else; `perhaps`: an ordinary word as well. */
export function firstName(word: string): 'yes' | 'perhaps' | 'no' {
  const cased = titleCase(word);
  const parts = cased.split('-');
  const known = parts.length > 1 ? parts.every((part) => all.has(titleCase(part))) : all.has(cased);
  if (!known) return 'no';
  return ambiguous.has(cased) ? 'perhaps' : 'yes';
}

const today: NamesBySex = german.rawDefinitions.person?.first_name ?? {};
const women = new Set([...femaleOnly, ...(today.female ?? [])]);
const men = new Set([...maleOnly, ...(today.male ?? [])]);

/** Whose first name it is, where it is a woman's or a man's alone. */
export function sexOfFirstName(word: string): 'female' | 'male' | undefined {
  const cased = titleCase(word);
  if (women.has(cased) === men.has(cased)) return undefined;
  return women.has(cased) ? 'female' : 'male';
}
