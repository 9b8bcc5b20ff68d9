/** `{date}` a day, `{my}` a month, `{dm}` a day without its year, `{y}` a year, `{bd}` the birth date, `{age}` and `{age90}` ages. */
export const dateSentences = `
Koloskopie am {date} unauffällig.
Letzte Gastroskopie {my}.
Z. n. Appendektomie {y}
Erstdiagnose {my}
ED {my}, seither stabil
Wiedervorstellung am {dm} um 9:30 Uhr
Kontrolle bis spätestens {date} empfohlen.
stationär vom {date} - {date}
Stationärer Aufenthalt: {date} – {date}
Aufnahme: {date}, Entlassung: {date}
{date}: Koloskopie mit Polypektomie
{date} Labor: unauffällig
CT Abdomen vom {date}: keine Filiae.
Untersuchungsdatum: {date}
geb. {bd}
Geburtsdatum: {bd}
Beschwerdebeginn im {my}
Seit {y} besteht ein Diabetes mellitus.
Die letzte Chemotherapie erhielt [er|sie] am {date}.
im Frühjahr {y} Divertikulitis
{city}, den {date}
{city}, {date}
Datum: {date} 14:20
Eingang des Materials: {date}
Ausgang: {date}
Druckdatum {date}
Telefonat am {dm}: Befund besprochen
vom {dm} bis {dm} krankgeschrieben
Sigmaresektion ({my})
(OP {y})
OP-Datum {date}
Todesdatum des Vaters: {date}
nächster Termin {date}, 08:15
Impfung zuletzt {my}
zwischen {my} und {my} mehrfach Teerstuhl
Herzinfarkt {y} und {y}
letzter Alkoholkonsum am {dm}
Befund vom {date} lag vor.
Histologie ({date}): tubuläres Adenom
[Er|Sie] ist {age90} Jahre alt.
{age90}-jähriger Allgemeinzustand altersentsprechend
Alter: {age90}
Patientin, {age90} J., Heimbewohnerin
`
  .trim()
  .split('\n');

/** `{case}` any hospital number, `{path}` a pathologist's, `{sn}` a serial number, `{ins}` an insurance number. */
export const numberSentences = `
Fallnummer: {case}
Fall-Nr.: {case}
Fallnr {case}
Fall {case}
Aufnahmenummer: {case}
Aufn.-Nr. {case}
Patienten-ID: {case}
Pat.-ID {case}
Pat-Nr: {case}
Patientennummer {case}
PID: {case}
PIZ {case}
KIS-Nr.: {case}
Auftragsnummer: {case}
Auftrag {case}
Untersuchungsnummer {case}
Befundnummer: {case}
Vorgang {case}
Histologie-Nr.: {path}
Histo-Nr. {path}
Histologie {path}: tubuläres Adenom
Eingangsnummer: {path}
Journalnummer {path}
Einsendenummer: {path}
Probe {path} an die Pathologie versandt
Präparat-Nr. {path}
Gerät: CF-HQ190L, SN {sn}
Seriennr.: {sn}
Endoskop-Nr. {sn}
Versichertennummer: {ins}
Vers.-Nr. {ins}
KVNR {ins}
Krankenversichertennr. {ins}
Karte: {ins}
Unser Zeichen: {case}
Az.: {case}
Rechnung Nr. {case}
Barcode {case}
Studien-ID {case}
Interne Nummer: {case}
Archivnummer {case}
(Fall-Nr. {case}, Pat.-Nr. {case})
Chipkarte {ins} eingelesen
`
  .trim()
  .split('\n');
