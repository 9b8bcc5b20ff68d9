/** How clinicians cut words short when they jot something down; none of them is inflected. */
const subjects =
  'Gastro Kolo Colo Endo Rekto Recto Sigmo Prokto Procto Broncho Endosono Sono Koro Onko Patho Kardio Nephro Rheuma Derma Dermato Anä Anästh Viszeral Histo Zyto Immuno Mibi Mikrobio Nuk Physio Ergo Psycho Geri Pulmo Pneumo Hämato Hepato Diabeto Endokrino Angio Phlebo Päd Trauma Viszeralchir Gefäßchir Neurochir Unfallchir Kapsel Mano Manometrie Impedanz Fibroscan Elasto ';
const substances =
  'Ibu Pred Predni Mida Mido Propo Dormi Tazo Metro Clari Amoxi Cipro Genta Vanco Mero Panto Furo Spiro Ramipr Biso Meto Metopr Clopi Xare Insu Mesa Aza IFX UST VDZ Vedo Uste Ustek Inflix Adalim Tofa Upa Ferro Folsre Kcl NaCl Sufenta Fenta Ultiva Disoprivan Imeron Ultravist Gadovist Xenetix Visipaque Peritrast Entecavir Tenofovir Sofosbuvir Ledipasvir Velpatasvir Rifaximin Terlipressin Octreotid Somatostatin Vedolizumab Ustekinumab Mirikizumab Guselkumab Ozanimod Etrasimod Tofacitinib';
const values =
  'Thr Thrombos Leukos Lymphos Monos Eos Basos Hkt Krea Bili Lip Amy Trop Trops Calpro Ferri Trans Transf Elyte Elytes Gew Umf Temp Hgb Plt Wbc Hct Bilis Chol Trigl Prot Harnst Harns Glc Lakt HBeAg HBsAg FOBT iFOBT QTc CTDIvol DLP';
const phrases =
  'Btl Lnn Umst Whg Maßn Seg Acc Hosp Präp Hdy Ab Th Pip Taz Ampi Sulb Verst Todesurs Todesursache Vorbeh Vorunters Vorbef Techn Bef Beurt Empf Proc Proz Wvl Wdv Kontr Bem Anw Anf Mitt Bespr Rücksp Sz Lb Dk Koll Segm Sg Handschriftl Ruhest Verh Gesch Nachbeh Medis Vorf Unterl Einw Einwill Aufkl Entz Besond Auff Unauff Hinw Verd Verl Vergl Vorst Zust Erstvorst Ausgeschl Gegl Regelr Ausr Diff Fragl Frgl Wdh Fet Fetal Vag Dgl Tgl Wö Wöch Monatl Stdl Mins Stdn Abds Mrgs Nachts Oben Unten Vorn Anwesend Entschuldigt Nüchtern Handschriftlich Maschinell Jg Jahrg Mdl Schriftl Tel Telef Grd Stad Geplant Erfolgt Entfällt Ausstehend Kollegial Kollegiale Kollegialer Moin Hallo Servus Grüezi Tschüss Danke Gruß';
/** What somebody who dictates says for signs and steps, and whom a letter greets. */
const dictated =
  'Komma Absatz Klammer Doppelpunkt Semikolon Strichpunkt Bindestrich Schrägstrich Anführungszeichen Stopp Mein Meine Meinem Meinen Meiner Dein Deine Deinem Deinen Deiner Ihr Ihre Ihrem Ihren Ihrer Euer Eure Eurem';
const headings =
  'Collected Received Submitting Submitted Comment Comments Acct Chair Minutes Attendees Outcome Actions Handover Sedated Withdrawal Tolerated Discharged Transcribed Accession Specimen Microscopic Addendum Disposition Allergies Vitals Assessment Interval Surveillance Bowel Prep Retroflexion Photographed Retrieved Hemostasis Haemostasis Ampullectomy Tues Weds Thur Thurs ';

const jargon =
  'Exon Intron IELs IgA IgM IgG IgE EoE GdB MdE Cc Pankr Prämed AvD Aufl Ordi Refeeding Time-out Recorder Security Famulus Kit Study Requesting Slide Advised Trunkus Bariatrie Quadrupel Zäpfchen Strang Strängen Strang Varize Perforat Cernevit Addaven Survimed Fresubin Nutrison Novasource Smof SmofKabiven Oliclinomel Dolormin Thomapyrin Iberogast Buscopan Kontraste Loculi Landmarken Kranial Dorsalseite Homecare Nachtwache Zeitpunkt Hergang Benachrichtigt Entfernung Leistung Dringlich Dringlichkeit Antikoag Infektiös Anforderer Druckbuchstaben Rechtsstreit Kläger Klägerin Beklagte Reiseunfähig Begleitperson Overtube Cap-EMR Endoloop Hämospray Hemospray Ovesco OTSC Endoclot Purastat Hem-o-lok Endobag Stapler Trokar Trokare Pigtail Doppelpigtail Yankauer Guedel Larynxmaske';
/** Adjectives in front of a noun, as a line begins with them. */
const stems =
  'nächst letzt best link recht ober unter mittler hinter vorder inner äußer ander besonder weiter ganz einzeln jetzig hiesig dortig heutig damalig baldig'.split(
    ' ',
  );
const adjectives = stems.flatMap((stem) => ['e', 'er', 'es', 'en', 'em'].map((ending) => stem + ending)).join(' ');

export const shortForms: readonly string[] = [
  subjects,
  substances,
  values,
  phrases,
  dictated,
  headings,
  jargon,
  adjectives,
].flatMap((list) => list.split(' '));
