/** What medicine says and nobody's identity hangs on. */
export const medicalSentences = `
Einführen des Koloskops bis in das terminale Ileum, welches reizlos imponiert.
Im Colon ascendens zeigt sich ein 6 mm großer, breitbasiger Polyp (Paris 0-Is), der mit der kalten Schlinge abgetragen wird.
Im Sigma multiple Divertikel ohne Entzündungszeichen.
Die Ileozökalklappe ist lippenförmig und unauffällig.
Vorbereitung sehr gut, Boston Bowel Preparation Scale 3-3-3.
Rückzugszeit neun Minuten.
In der Inversion kleine Hämorrhoiden Grad I bis II.
Barrett-Ösophagus C2M4 nach Prag, Biopsien nach Seattle-Protokoll.
Kardiaschluss inkomplett, axiale Hiatushernie von 3 cm (Hill III).
Im Antrum fleckige Rötung, Biopsien zum Ausschluss Helicobacter pylori.
Ulcus duodeni Forrest IIb, Unterspritzung mit Suprarenin, Clipapplikation.
Refluxösophagitis Los Angeles B.
Papilla Vateri regelrecht, kein Hinweis auf ein Adenom.
Anastomose nach Billroth II reizlos, zuführende Schlinge einsehbar.
Mallory-Weiss-Einriss ohne aktive Blutung.
Sedierung mit Propofol fraktioniert, insgesamt 180 mg, Sauerstoff 2 l/min über Nasensonde.
Kreislaufstabil während des gesamten Eingriffs, Sättigung stets über 95 %.
Gastroskopie mit Dilatation einer peptischen Stenose auf 15 mm.
Histologie: tubulovillöses Adenom mit geringgradiger intraepithelialer Neoplasie.
Empfehlung: Pantoprazol 40 mg 1-0-1 für acht Wochen, danach Reduktion.
Kontrollkoloskopie in drei Jahren, bei Beschwerden früher.
Hämoglobin 11,2 g/dl, Leukozyten 7,8 /nl, Thrombozyten 234 /nl, CRP 12 mg/l.
Kein Anhalt für Malignität, keine Lymphknotenvergrößerung.
Die Dickdarmschleimhaut zeigt eine regelrechte Gefäßzeichnung.
Bekannte arterielle Hypertonie, Hypercholesterinämie, Zustand nach Cholezystektomie.
Medikation bei Aufnahme: Ramipril 5 mg, Bisoprolol 2,5 mg, ASS 100 mg, Atorvastatin 20 mg.
Allergien: keine bekannt, keine Unverträglichkeiten.
Nikotinkonsum etwa 20 Packungsjahre, Alkohol gelegentlich.
Familienanamnese: Kolonkarzinom bei einem Verwandten ersten Grades.
Vegetative Anamnese: Schlafstörungen, Appetitlosigkeit, Gewichtsverlust von 6 kg in drei Monaten.
Abdomen weich, Druckschmerz im rechten Unterbauch, keine Abwehrspannung, Darmgeräusche regelrecht.
Sonographie: Leber vergrößert mit vermehrter Echogenität im Sinne einer Steatosis hepatis.
Argonplasmakoagulation multipler Angiodysplasien im Zökum.
Endosonographisch echoarme Raumforderung im Pankreasschwanz, Feinnadelpunktion ohne Komplikationen.
ERCP mit Papillotomie, Extraktion mehrerer Konkremente mittels Dormiakörbchen, Stenteinlage.
Morbus Crohn mit Befall des terminalen Ileums, Montreal A2L3B1.
Colitis ulcerosa, Mayo-Score 2, endoskopisch mäßige Aktivität.
Thromboseprophylaxe mit Enoxaparin während der Immobilisation.
Entlassung in die hausärztliche Weiterbehandlung.
Bei Fieber, Schmerzen oder Blutabgang ist eine sofortige Wiedervorstellung erforderlich.
Röntgen-Thorax: keine Stauung, keine Infiltrate, Zwerchfellkuppen glatt begrenzt.
Elektrokardiogramm: Sinusrhythmus, Linkstyp, keine Erregungsrückbildungsstörungen.
Magenausgangsstenose durch Narbenbildung, Passage nach Ballondilatation möglich.
Ösophagusvarizen zweiten Grades ohne Red-Spot-Zeichen, Gummibandligatur.
Leberzirrhose Child-Pugh B, Aszites sonographisch gering ausgeprägt.
Zöliakie, Marsh IIIb, glutenfreie Ernährung empfohlen.
Diätberatung ist erfolgt, Ernährungstherapie wird ambulant fortgeführt.
Mobilisation im Rahmen der Physiotherapie, Gehstrecke ohne Hilfsmittel 200 Meter.
Postoperativ komplikationsloser Verlauf, Wundheilung primär, Fäden entfernt.
Antibiotische Therapie mit Ciprofloxacin und Metronidazol über sieben Tage.
Zenker-Divertikel mit Speiseretention, Septotomie empfohlen.
Nebenbefundlich Sigmadivertikulose und Analfissur bei sechs Uhr in Steinschnittlage.
Kapselendoskopie zur Abklärung einer okkulten gastrointestinalen Blutung geplant.
Lynch-Syndrom molekulargenetisch gesichert, jährliche Überwachung.
Schwellung und Rötung des Unterschenkels, Duplexsonographie ohne Thrombosenachweis.
Urinstatus: Leukozyturie, Nitrit positiv, Urikult angelegt.
Neurologisch orientierend unauffällig, Pupillen isokor, Lichtreaktion prompt.
Lungenfunktion mit mäßiger obstruktiver Ventilationsstörung.
Polysaccharid-Impfung gegen Pneumokokken empfohlen, Auffrischung der Tetanusimpfung.
Ausgeprägte Koprostase, Abführmaßnahmen mit Macrogol eingeleitet.
Blutige Stuhlbeimengungen, Tenesmen und Meteorismus seit mehreren Wochen.
Die Schlingenabtragung erfolgte en bloc, das Präparat wurde geborgen und zur Begutachtung eingesandt.
Endoskopische Submukosadissektion im Rektum, Präparatgröße 42 x 35 mm.
Sterile Abdeckung, Lokalanästhesie, Punktion unter Ultraschallkontrolle.
Gallengangserweiterung auf 11 mm, Cholestaseparameter rückläufig.
Zusammenfassend Besserung der Symptomatik unter der eingeleiteten Therapie.
Elektrolyte ausgeglichen, Kreatinin 0,9 mg/dl, GFR > 60 ml/min.
Wir bitten um Kontrolle der Leberwerte in zwei Wochen.
Nahtmaterialreste am Anastomosenring, keine Ischämiezeichen.
Die Einnahme der Blutverdünner kann ab morgen fortgesetzt werden.
`
  .trim()
  .split('\n');

/** Headlines of a letter's parts. */
export const headlines =
  'Anamnese:|Indikation:|Befund:|Diagnosen:|Beurteilung:|Empfehlung:|Therapie:|Verlauf:|Epikrise:|Vorerkrankungen:|Medikation:|Labor:|Prämedikation:|Komplikationen: keine|Procedere:|Zusammenfassung:|Fragestellung:|Klinische Angaben:|Aktuelle Beschwerden:|Körperlicher Untersuchungsbefund:|Makroskopie:|Mikroskopie:'.split(
    '|',
  );
