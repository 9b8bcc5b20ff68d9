/**
 * Sentences about people. `{p}` is the patient's whole name, `{pl}` the family name, `{pf}` the first name, `{pc}` the two with a comma,
 * `{pi}` an initial and the family name; `{d}` and the like a physician's or nurse's, `{r}` and `{rf}` a relative's.
 * `[m|f]` goes by the patient's sex, `‹m|f›` by the physician's.
 */
export const patientSentences = `
[Herr|Frau] {p} stellte sich zur Vorsorgekoloskopie vor.
Wir berichten über [Herrn|Frau] {p}, geb. {bd}, [der|die] sich vom {date} bis {date} in unserer Behandlung befand.
Bei {p} wurde eine Koloskopie durchgeführt.
{p} wurde nach ausführlicher Aufklärung in Linksseitenlage untersucht.
[Der Patient|Die Patientin] {p} ({age} Jahre) wurde ambulant untersucht.
Patient: {pc}
Name: {pc}, geb. am {bd}
{pc}, *{bd}
[Unser gemeinsamer Patient|Unsere gemeinsame Patientin], [Herr|Frau] {pl}, klagte über linksseitige Unterbauchschmerzen.
{pl} berichtete über wechselnde Stuhlgewohnheiten seit mehreren Wochen.
Die Untersuchung wurde von [Herrn|Frau] {pl} gut toleriert.
Befund von [Herrn|Frau] {pi}: siehe Anlage.
Nach Rücksprache mit [Herrn|Frau] {pl} wurde auf eine Sedierung verzichtet.
Vielen Dank für die Überweisung [Ihres Patienten|Ihrer Patientin] {p}.
[Der|Die] {age}-jährige {p} leidet an einer Colitis ulcerosa.
{pf} {pl} gibt an, nüchtern zu sein.
Die Angaben stammen von {pl} selbst.
Betr.: {p}, geb. {bd}
Re: {p}, {bd}
Betreff: Befundbericht {pc}
o. g. [Patient|Patientin] {pl} erschien pünktlich zur Untersuchung
Hiermit bestätigen wir, dass {p} am {date} bei uns in Behandlung war.
{pl}s Laborwerte waren unauffällig.
[Herrn|Frau] {pl}s Mutter litt ebenfalls an einem Kolonkarzinom.
Zusammenfassend handelt es sich bei [Herrn|Frau] {pf} {pl} um [einen Patienten|eine Patientin] mit unkompliziertem Verlauf.
Aufnahme von {p} erfolgte notfallmäßig über die Ambulanz.
[Herr|Frau] {p} – {age} Jahre – Vorstellung wegen Hämatochezie.
Patientenname: {p}
NAME {pu}
Pat. {pl} toleriert die Kost.
Pat.: {p}, {age} J., {prof}
[Hr.|Fr.] {pl} lehnt die Blutübertragung ab.
Die Familie {pl} wurde über den Befund informiert.
Entlassungsbrief {p}
Liebe Kolleginnen und Kollegen, {p} wurde heute entlassen.
Epikrise: {pl} wurde elektiv aufgenommen.
Besprechung mit {pl} und den Angehörigen ist erfolgt.
Im Aufwachraum war {pl} jederzeit ansprechbar.
{pl}, {pf}
Versicherter: {pc}
Einwilligung: liegt von {p} unterschrieben vor.
Wir entließen [Herrn|Frau] {pl} in gutem Allgemeinzustand nach Hause.
[Señor|Señora] {pl} verstand die Aufklärung mit Hilfe eines Dolmetschers.
Für die Rückfragen von [Herrn|Frau] {pl} stehen wir gerne zur Verfügung.
Laut {pl} bestehen keine Allergien.
Da {pl} Marcumar einnimmt, wurde keine Polypektomie vorgenommen.
Anschließend wurde {pf} {pl} in den Überwachungsraum verlegt.
Probenentnahme bei {p}, Versand an die Pathologie.
`
  .trim()
  .split('\n');

export const staffSentences = `
Dr. med. {df}
Prof. Dr. {df}, Direktor der Klinik
‹Oberarzt|Oberärztin› Dr. {d}
1. Unters.: Dr. med. {dc}
Assist.: {dc}
Endoskopeur: {df}
Untersucher: {d}, Assistenz: {d2}
Die Untersuchung wurde von Dr. {d} durchgeführt.
Durchführende ‹Ärzte|Ärztin›: PD Dr. {df}
gez. {d}
gez. Dr. {di}
i. A. {df}
Mit freundlichen kollegialen Grüßen\\n\\n{df}\\n‹Facharzt|Fachärztin› für Innere Medizin
Mit freundlichen Grüßen\\nIhr {df}
Hochachtungsvoll\\nDr. med. {df}
Pathologie: Dr. {di}
Narkose: Dr. {d} (Anästhesie)
Pflege: ‹Pfleger|Schwester› {df1}
Assistenz durch {df} (MFA)
Überweisender Arzt: Dr. {df}, {city}
Hausarzt: {d}
Sehr geehrte‹r Herr| Frau› Kolleg‹e|in› {d},
Liebe‹r Herr| Frau› Dr. {d},
Konsil ‹Herr|Frau› {d} (Chirurgie) erbeten.
In Rücksprache mit Prof. {d} wurde die Indikation gestellt.
Befundet durch {df}
Validiert: {d} am {date}
Diktiert von {df}, geschrieben von {d2}
cc: Dr. {df}, Dr. {d2}
Verlegung nach Absprache mit OA {d}.
‹Frau|Herr› Prof. Dr. med. univ. {df} hat die Befunde demonstriert.
Die Histologie wurde von {df} beurteilt.
Anästhesist: {di}
Instrumentierende Pflegekraft: {df}
Gutachterlich Stellung genommen hat {df}.
Es assistierte {df}.
Dr. {d} / Dr. {d2}
Dr. {d}, Dr. {d2} und Prof. {d} waren anwesend.
CA Dr. {d}
leitende‹r| › Oberarzt: Dr. med. {df}
Aufklärung erfolgte durch ‹Herrn|Frau› {d}.
Interventionelle Endoskopie: {d}/{d2}
Zweitmeinung {df} eingeholt
`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll(String.raw`\n`, '\n'));

export const relativeSentences = `
Die Ehefrau {r} war beim Gespräch anwesend.
Angehörige: {r} (Tochter)
Der Sohn {rf} begleitet [den Patienten|die Patientin].
Fremdanamnese über die Schwester {r}.
Betreuer ist {r}.
Notfallkontakt: {r}, {phone}
Bevollmächtigte: {r} (Nichte)
Vater {r} verstarb an einem Magenkarzinom.
[Seine|Ihre] Lebensgefährtin {r} berichtet von Teerstuhl.
Kontaktperson: {r}
Telefonat mit {r}, dem Neffen
Gesetzlicher Betreuer: Rechtsanwalt {r}
Kinder: {rf} und {rf2}, beide gesund
Die Enkelin {rf} übernimmt die Pflege.
Abgeholt wurde [er|sie] vom Bruder {r}.
Ansprechpartner in der Familie ist {r}.
Großmutter {r} hatte Darmkrebs.
Mutter: {r}, 72 Jahre, gesund
Der Ehemann, {r}, wurde telefonisch informiert.
Begleitet von der Nachbarin {r}.
`
  .trim()
  .split('\n');
