/** Words of the specialties beside endoscopy that no general dictionary holds. Inflections and compounds are made of them elsewhere. */
const nerves =
  'Hypomimie Bradydiadochokinese Dysdiadochokinese Diadochokinese Dysarthrophonie Apraxie Agnosie Hemineglect Tetraparese Monoparese Tetraspastik Myoklonus Klonus Kloni Tic Tics Koprolalie Echolalie Athetose Hyperkinesie Hypokinesie Ptose Anisokorie Isokorie Quadrantenanopsie Sopor Postiktal Iktal Pallhypästhesie Hypästhesie Hypalgesie Dysästhesie Allodynie Cluster Zerebellum Basalganglien callosum Medulla Konus Myelon Neuroforamina Foramina Recessus Listhese Leukoaraiose Lakunen Lakune Territorialinfarkt Hörschwelle Hypakusis Anakusis Vestibularis Frenzelbrille Glyceroltest Akustikusneurinom Mnestik Flashback Flashbacks Anhedonie Wahnerleben Anorexia Bulimia Purging Anamnestik Zyklothymie Residualzustand';
const heart =
  'NSTEMI Extrasystolie Bradyarrhythmie Tachyarrhythmie Hemiblock Paroxysmal Paroxysmales Permanent Trikuspidalinsuffizienz Anasarka NT-proBNP Koronarien Ramus Knöchelödeme Knöchelperipher Thromben Phlebothrombose Knöchelarmindex Shuntflow Shaldon Demers Peritonealdialyse Albuminurie Retentionswerte Retentionsparameter Diurese Harnleiterstein Blasenstein Harnverhalt Harnwegsinfekt Induratio Spermatozele';
const limbs =
  'Malleolen Innenknöchel Außenknöchel Syndesmose Epikondylus Meniskusnaht Semitendinosus Quadrizeps Bizeps Trizeps Tendinose Rhizarthrose Omarthrose Spreizfuß Senkfuß Knickfuß Hohlfuß Klumpfuß Spitzfuß Hallux Interferenzschraube Kirschnerdraht Cerclage Drahtcerclage Repositionsergebnis Cast Castverband Unterarmgehstützen Spiralfraktur Amputat Sehnennaht Nervennaht Meshgraft Hautnaht Steristrips Lordose Steißbein Kreuzbein Iliosakralgelenk Achillessehne Plantarfaszie Fersensporn Unfallhergang Übungsparcours Trendelenburghinken Einbeinstand';
const skin =
  'Rosacea Verruca Verrucae Basalzellkarzinom Spinaliom Nävi Nävuszellnävus Enanthem Nodus Schuppe Effluvium Onychomykose Skabies Impetigo Karbunkel Pemphigoid Lupus Sklerodermie Dermatose Exzidat Megakapillaren Kapillarpuls Necrobiosis Lentigines Spider Hyperhidrose';
const women =
  'Gestationsdiabetes Primigravida Partus Lochien Rhesus Beckenendlage Ovarien Menses Dysmenorrhoe Metrorrhagie Fibroadenom Fibroadenome BIRADS Luminal Östrogen Sentinel Aromatasehemmer Mitose Desmoplasie Duktal Interkostale Interkostal Krupp Pseudokrupp Perzentile Perzentilen';
const bloods =
  'Adjuvant Adjuvante Neoadjuvant Neoadjuvante Bulk Neutropen Neutropenes Eosinophilie Zytogenetik Boost Fatigue Staph Strep Klebsiella Legionella Pseudomonas Enterococcus Proteus Serratia Citrobacter Enterobacter Acinetobacter Stenotrophomonas Moraxella Hämophilus Haemophilus Pneumokokken Meningokokken Streptokokken Staphylokokken Clostridium Clostridien Clostridioides Salmonella Shigella Yersinia Campylobacter Aspergillus Mycobacterium Mykobakterien Quantiferon Kaverne Kavernen Resistogramm Sputum Sputumkontrolle Katecholamin Katecholamine Vasopressor Trachealkanüle Weaning Delirium Citrat';
const eyes =
  'Refr Tensio Gonio Fovea Pseudoexfoliationsglaukom Leckage Gesichtsfeld Skotom Skotome Iritis Amotio Cotton-wool Mikroaneurysmen Arcus senilis Chalazion Hordeolum Pterygium Exophorie Esophorie Amblyopie Stereosehen Sicca';
const airways = 'Dystelektase Peak-Flow Akrozyanose Uhrglasnägel High-Flow Adenoide Parotiden Submandibularis Zerumen';
const offices =
  'Eilverfahren Versicherer Versicherter Verletzter Wiedervorst Vorst Abtlg Abtlgen Beschl Manif Orthopäd Nebendiagn Verlaufskontr Verleg Angeh Teilbel Aktz Kt Phos Ltg Verwitwet Vertraulich Brieflich Zweimal Dreimal Viermal Kaum Beruflich Herzlich Herzlichst Zuhause Zuschnitt Zuname Goldring Ehering Zahnprothese Näheres Anschrift Departement Triage Eilbedürftig Hinterkopf Gesamteiweiß Residuum Residuen Polytrauma Polypharmazie Lipidprofil Kaliber Kutane Disseminiert Lingula Hili Interlobium Endstrecken Geplanter Fortbestehender Niedrig Dramatik Observanz Taubheitsgefühl Taubheitsgefühls Konfluenz Gamma Alpha Cephalosporin Cephalosporine Leukos Erys Thrombos Lymphos Interferenz Haupthaar Prävesikaler Pyrexie';
const signs = 'Anomalie Aphte Aphten Dimer Dimere';
const tools = 'Endocut EndoCut Effect Flow Charr';

export const specialtyWords: readonly string[] = [
  nerves,
  heart,
  limbs,
  skin,
  women,
  bloods,
  eyes,
  airways,
  offices,
  signs,
  tools,
].flatMap((list) => list.split(' '));
