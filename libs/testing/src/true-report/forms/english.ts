import { column, en, type Fill, LEFT } from './form.js';

export const english: Fill = (p) => ({
  says: new Set(['case-number', 'exam-date', 'examiner']),
  pages: [
    {
      writings: [
        { marked: `«${p.hospital}»`, x: LEFT, y: 50, size: 14, bold: true },
        { marked: 'Department of Gastroenterology', x: LEFT, y: 68 },
        ...column(
          [
            `Patient: «${p.lastName}, ${p.firstName}»   DOB: «${en(p.birthDate)}»   MRN: «${p.patientId}»`,
            `Address: «${p.street}, ${p.city}»`,
            `Date of examination: «${en(p.examDate)}»   Case No. «${p.caseNumber}»`,
            `Endoscopist: «Dr. ${p.examiner.firstName} ${p.examiner.lastName}»   Nurse: «${p.assistant.firstName} ${p.assistant.lastName}»`,
            '',
            'Procedure: Colonoscopy. Indication: change of bowel habit and positive stool test.',
            'Findings: The scope was passed to the caecum. There is a polyp in the sigmoid colon,',
            'Paris Ip, 12 mm, which was removed with a hot snare. The mucosa of the ascending colon',
            'was normal and there were no diverticula. Withdrawal took nine minutes.',
            `${p.sex === 'female' ? 'Mrs' : 'Mr'} «${p.lastName}» tolerated the procedure well with midazolam 2 mg.`,
            'Recommendation: surveillance colonoscopy in three years.',
            '',
            'Yours sincerely',
            `«Dr. ${p.examiner.firstName} ${p.examiner.lastName}»`,
          ],
          { y: 100, step: 18 },
        ),
        { marked: `«${p.lastName}, ${p.firstName}»   «${en(p.birthDate)}»   Page 1`, x: LEFT, y: 810, size: 8 },
      ],
    },
  ],
});
