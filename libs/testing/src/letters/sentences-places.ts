/** `{phone}`, `{fax}`, `{ext}` an extension, `{mail}`, `{url}`. */
export const contactSentences = `
Tel.: {phone}
Telefon {phone}, Telefax {fax}
Tel. {phone} · Fax {fax}
Tel: {phone}, Durchwahl {ext}
Fon {phone}
Rückfragen unter {phone}
Bei Nachblutung bitte sofort melden: {phone}
Sekretariat: {phone}
Sekretariat Frau {d}, Tel. {ext}
Pieper {ext}
DECT: {ext}
Station erreichbar unter {phone}
Mobil: {phone}
Handy {phone}
E-Mail: {mail}
{mail}
Bitte Rückmeldung an {mail} oder telefonisch ({phone}).
Internet: {url}
{url}
Terminvereinbarung: {phone} oder {url}
Notfallnummer {phone}
erreichbar über die Tochter: {phone}
Fax: {fax}
Telefax: {fax}
Per Fax an {fax}
privat {phone}, dienstlich {phone}
Anmeldung {phone}, Befunde {phone}
Tel. Pforte: {phone}
Ansprechpartnerin: {df}, {phone}
Kontakt: {mail}, {phone}
`
  .trim()
  .split('\n');

/** `{city}`, `{zip}`, `{street}`, `{hosp}`, `{insurer}`, `{prof}`. */
export const placeSentences = `
{street}, {zip} {city}
{street}\\n{zip} {city}
wohnhaft: {street}, {zip} {city}
wohnhaft {street} in {city}
Adresse: {street}, {zip} {city}
Anschrift: {street}, {city}
[Er|Sie] lebt in {city}.
[Der Patient|Die Patientin] stammt aus {city}.
aus {city} kommend
Vorbehandlung im {hosp}
Verlegung in das {hosp} erfolgte am Folgetag.
Voruntersuchung extern ({hosp})
[Er|Sie] wohnt im {hosp}.
{hosp} · {street} · {zip} {city}
{hosp}
Überweisung durch {hosp}
Kostenträger: {insurer}
Versichert bei der {insurer}
Krankenkasse: {insurer}
Weiterbehandlung am {hosp}
Rückverlegung nach {city} geplant
[Er|Sie] zog {y} von {city} nach {city}.
Reha in {city}
geboren in {city}
Umzug nach {zip} {city}
Dr. {d}, {street}, {zip} {city}
Praxis Dr. {d}, {city}
Konsil der Kollegen aus {city}
[Er|Sie] arbeitet als {prof} in {city}.
von Beruf {prof}
Beruf: {prof}
[Der ehemalige|Die ehemalige] {prof} ist berentet.
war als {prof} tätig
arbeitet als {prof} bei der Stadt {city}
Die Vorbefunde aus {city} liegen nicht vor.
Letzter Krankenhausaufenthalt: {hosp}, {my}
Untersuchung im {hosp} am {date}
ambulante Betreuung durch die {hosp}
{city}, {dm}
Anfahrt aus {city} mit dem Rettungsdienst
`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll(String.raw`\n`, '\n'));
