import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

/** What a reader of the report needs. None of it points at a person. */
const phrases = `
Barrett-Ösophagus C2M4 nach Prag-Klassifikation
Kurzstreckiger Barrett mit intestinaler Metaplasie
Z.n. Billroth-II-Resektion, Anastomose reizlos
Zustand nach Billroth II
Y-Roux-Anastomose unauffällig
Whipple-Operation bei Pankreaskopfkarzinom
Zenker-Divertikel im oberen Ösophagus
Meckel-Divertikel ohne Blutung
Treitz-Band erreicht
Bauhin-Klappe passiert
Papilla Vateri unauffällig
Sphinkter Oddi mit Dysfunktion
Schatzki-Ring dilatiert
Mallory-Weiss-Läsion ohne aktive Blutung
Dieulafoy-Läsion geclippt
Morbus Crohn mit Befall des terminalen Ileums
M. Crohn in Remission
Lynch-Syndrom bekannt
Peutz-Jeghers-Polyp im Jejunum
Kudo IIIL
Pit pattern nach Kudo Typ IV
Paris 0-IIa, 12 mm
Polyp (Paris 0-Is) im Colon ascendens
Refluxösophagitis Los Angeles Grad B
Ösophagitis LA-Grad C
Forrest III
Ulkus duodeni Forrest Ib, Clip-Applikation
Savary-Miller II
Child-Pugh B
Leberzirrhose Child A
Hill Grad III
Spigelman-Stadium IV
Haggitt Level 2
Marsh 3a
Truelove-Witts schwer
JNET Typ 2A, NICE 2
OLGA-Stadium II, OLGIM I
Sydney-Klassifikation
Rom-IV-Kriterien erfüllt
Wien-Klassifikation Kategorie 4
Amsterdam-Kriterien nicht erfüllt
Montreal A2 L3 B1
Mayo-Score 2
Boston Bowel Preparation Scale 3-3-3
BBPS 2+3+3 = 8
Helicobacter pylori negativ
Olympus GIF-HQ190, Koloskop CF-HQ1100DL
Fujifilm ELUXEO, Pentax EPK-i7010
Karl Storz Zystoskop
Rockall-Score 4 Punkte
Glasgow-Blatchford-Score 7
Glasgow Coma Scale 15
Klatskin-Tumor Bismuth IIIa
Mirizzi-Syndrom Typ I
Budd-Chiari-Syndrom
Morbus Wilson ausgeschlossen
Gilbert-Syndrom
Zollinger-Ellison-Syndrom
Hartmann-Situation
Nissen-Fundoplikatio intakt
Kocher-Manöver
Brunner-Drüsenhyperplasie
Karnofsky-Index 80 %
Morbus Parkinson
Morbus Basedow
Hashimoto-Thyreoiditis
Charrière 24
PEG-Sonde 15 Ch
ICD-10: K22.7, K63.5, D12.6
OPS 1-650.2, 5-452.61
K51.9 Colitis ulcerosa
C18.7 Sigmakarzinom
pT3 pN1b (2/18) L0 V0 R0
Lymphknoten 0/14 befallen
Apgar 9/10/10
RR 130/80 mmHg, Puls 72/min
SpO2 98 %
Hämoglobin 13,4 g/dl
Leukozyten 8.400/µl
Thrombozyten 234.000/µl
CRP 12,5 mg/l
Kreatinin 0,98 mg/dl
Bilirubin 1,2 mg/dl
GOT 35 U/l, GPT 41 U/l
Propofol 180 mg i.v.
Midazolam 3 mg i.v., Buscopan 20 mg
Pantoprazol 40 mg 1-0-1
Metamizol 500 mg 1-1-1-1
Ramipril 5 mg 1-0-0
L-Thyroxin 75 µg
ASS 100 mg pausiert
Marcumar seit 3 Tagen pausiert
Polyp 12 mm bei 35 cm ab ano
Polypen 3, 5 und 8 mm, Kaltabtragung
5 Biopsien aus Antrum und Corpus
Z-Linie bei 38 cm, Zwerchfell bei 41 cm
Einführtiefe 90 cm
Untersuchungsdauer 23 Minuten
Rückzugszeit 8 min
Zökumintubation nach 6 Minuten
2 Hämoclips
Clip und Adrenalin 1:10.000
Gasser-Zone
Sedierung ASA II
NRS 2/10
GCS 15/15
Kraftgrad 5/5
Visus 0,8
Ösophagus: Schleimhaut reizlos, keine Varizen
Magen: Antrumgastritis, keine Ulzera
Duodenum: bis Pars III unauffällig
Terminales Ileum: reizlose Schleimhaut
Colon transversum: einzelne Divertikel
Sigma: Divertikulose ohne Entzündung
Rektum: Hämorrhoiden Grad II
Inversion im Rektum unauffällig
Kein Hinweis auf Malignität
Keine Fernmetastasen
Histologie: tubuläres Adenom mit low-grade IEN
Makroskopie: 3 Partikel bis 4 mm
Mikroskopie: hyperplastischer Polyp
Giemsa-Färbung ohne Nachweis von Helicobacter
Ki-67 20 %
MSI-Status stabil
Mikrosatelliteninstabilität nicht nachweisbar
Kontrolle in 3 Jahren empfohlen
Koloskopie in 12 Monaten
Nüchtern seit 12 Stunden
Nahrungskarenz bis 4 h
65-jährige Patientin mit Dysphagie
Anamnese: Oberbauchschmerzen, Gewichtsverlust 5 kg
Indikation: Vorsorgekoloskopie
Prämedikation: Lidocain-Spray
Komplikation: keine
Beurteilung: unauffälliger Befund
Empfehlung: PPI-Therapie für 8 Wochen
Ballondilatation bis 18 mm
Argon-Plasma-Koagulation 40 W
ERCP mit Papillotomie
DHC 9 mm, Choledocholithiasis
Gallengangsstent 10 Fr
EUS-gesteuerte Feinnadelpunktion
Gastroskopie und Koloskopie in einer Sitzung
CO2-Insufflation
NBI- und Chromoendoskopie mit Indigokarmin
Endoskopische Mukosaresektion en bloc
Gummibandligatur bei Varizen Grad III
Child-Pugh-Score 7 Punkte
MELD 14
Body-Mass-Index 27,4 kg/m²
Normal terminal ileum, no evidence of colitis
Two sessile polyps in the sigmoid colon, 4 mm and 6 mm
Barrett's oesophagus, Prague C1M3
Los Angeles grade A oesophagitis
Duodenal ulcer, Forrest IIc
Hiatus hernia 3 cm
Biopsies taken from the antrum
Mayo endoscopic score 1
Crohn's disease of the terminal ileum
Fentanyl 50 mcg, midazolam 2 mg
Bowel preparation was excellent
Withdrawal time 9 min
PZN 27580899
Leberwerte erhöht, Leber sonographisch unauffällig
Fuß- und Beinödeme beidseits
Herz: rhythmisch, keine Geräusche
`
  .trim()
  .split('\n');

describe('what medicine needs', () => {
  it(`stays: ${phrases.length} phrases, none damaged`, () => {
    expect(phrases.length).toBeGreaterThanOrEqual(150);
    const damaged = phrases.map((phrase) => redact(phrase, findIdentifiers(phrase))).filter((_, i) => _ !== phrases[i]);
    expect(damaged).toEqual([]);
  });

  it.each([
    ['Herr Barrett wurde untersucht.', 'Barrett'],
    ['Frau Vater klagt über Schmerzen.', 'Vater'],
    ['Patientin: Crohn, Mechthild geb. 12.07.1978', 'Crohn'],
    ['Untersucher: Dr. med. Forrest', 'Forrest'],
    ['Herrn Billroth, geb. 03.04.1950', 'Billroth'],
    ['Frau Magen erhielt eine Aufklärung.', 'Magen'],
  ])('%s hides the person', (text, name) => {
    expect(redact(text, findIdentifiers(text))).not.toContain(name);
  });
});
