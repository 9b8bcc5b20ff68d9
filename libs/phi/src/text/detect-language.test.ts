import { expect, it } from 'vitest';
import { detectLanguage } from '../index.js';

it.each([
  [
    'de',
    'Der Patient wurde am Vortag aufgenommen und ist mit der Untersuchung einverstanden. Die Schleimhaut war unauffällig.',
  ],
  ['en', 'The patient was seen in the clinic and the mucosa was normal. There is no sign of bleeding in the stomach.'],
  [
    'unsupported',
    'Le patient a été examiné pour une douleur dans la région du ventre. La muqueuse est normale et il ne présente pas de lésion.',
  ],
  [
    'unsupported',
    'Pacjent został przyjęty na oddział z powodu bólu i nie zgłasza dolegliwości. Badanie wykonano bez powikłań, jest ono prawidłowe i nie ma zmian na śluzówce oraz w żołądku przez cały czas, do kontroli się zgłosi.',
  ],
  [
    'unsupported',
    'A beteg gyomortükrözésre érkezett, panaszai hetek óta fennállnak. Nyelőcső nyálkahártyája ép, gyomorban gyulladás látható, nyombél szabályos. Szövettani mintavétel történt, eredménye később várható. Vérzés nem észlelhető, további vizsgálat szükséges néhány hónap múlva, gyógyszeres kezelés javasolt addig.',
  ],
  [
    'unsupported',
    'Bolnikul prezintă dureri abdominale recurente, fără scădere ponderală. Mucoasa esofagiană aspect normal, gastrita antrală eritematoasă, bulbul duodenal liber. Recomandări terapeutice: tratament antisecretor timp douăsprezece săptămâni, control endoscopic ulterior, regim alimentar adecvat, evitarea antiinflamatoarelor nesteroidiene, investigații suplimentare dacă simptomele persistă.',
  ],
  ['unsupported', 'Пациент поступил в клинику с жалобами на боли в животе, слизистая желудка без изменений.'],
  ['too-short', 'Magen: reizlos. Bulbus: reizlos.'],
] as const)('%s: %s', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

it('a German form without sentences is not taken for another language', () => {
  const form =
    'Ösophagus: Schleimhaut reizlos, Z-Linie regelrecht. Magen: Antrumgastritis, Korpus reizlos. Duodenum: Bulbus reizlos, Zotten regelrecht. Biopsien: Antrum, Korpus. Diagnose: Antrumgastritis, Hiatushernie. Therapie: Pantoprazol. Kontrolle: Histologie abwarten, Hausarzt. Prämedikation: Propofol. Komplikationen: keine. Gerät: Gastroskop. Indikation: Oberbauchschmerz, Eisenmangel, Gewichtsverlust.';
  expect(detectLanguage(form)).not.toBe('unsupported');
});
