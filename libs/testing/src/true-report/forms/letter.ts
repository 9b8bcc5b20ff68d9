import { anotherPerson } from '../invented-case.js';
import { column, conclusions, de, type Fill, findings, frau, LEFT, signed, some } from './form.js';

export const letter: Fill = (p, dice) => {
  const doctor = anotherPerson(dice);
  return {
    says: new Set(['case-number']),
    pages: [
      {
        writings: [
          {
            marked: `«${p.hospital}» · «${dice.pick(['Klinikweg', 'Spitalstraße'])} ${dice.between(1, 60)}» · «${p.city}»`,
            x: LEFT,
            y: 45,
            size: 8,
          },
          ...column(
            [
              `«${doctor.firstName} ${doctor.lastName}»`,
              `«${dice.pick(['Marktplatz', 'Seestraße'])} ${dice.between(1, 60)}»`,
              `«${dice.between(10, 98)}${dice.digits(3)} Sinnhofen»`,
            ],
            { y: 90, step: 13 },
          ),
          { marked: `«${de(p.examDate)}»`, x: 450, y: 150 },
          ...column(
            [
              `Betrifft: ${p.sex === 'female' ? 'Frau' : 'Herrn'} «${p.firstName} ${p.lastName}», geboren am «${de(p.birthDate)}»,`,
              `wohnhaft «${p.street}, ${p.city}». Aufnahmenummer «${p.caseNumber}»`,
              '',
              'Sehr geehrte Frau Kollegin, sehr geehrter Herr Kollege,',
              '',
              `wir berichten über ${p.sex === 'female' ? 'die Patientin' : 'den Patienten'} «${p.lastName}», am «${de(p.examDate)}» ambulant untersucht.`,
              ...some(dice, findings, 6),
              `${frau(p)} «${p.lastName}» wurde ausführlich aufgeklärt.`,
              ...some(dice, conclusions, 2),
              `Die Untersuchung führte ${signed(p)} durch, es assistierte «${p.assistant.firstName} ${p.assistant.lastName}».`,
              '',
              'Mit freundlichem Gruß',
              '',
              `«${p.examiner.firstName} ${p.examiner.lastName}»`,
              'Oberarzt der Klinik',
            ],
            { y: 180 },
          ),
        ],
        hasSignature: dice.chance(0.7),
      },
    ],
  };
};
