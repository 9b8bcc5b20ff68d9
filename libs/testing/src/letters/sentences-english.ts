/** English sentences of every family, with the same marks as the German ones. */
export const englishSentences = `
[Mr|Mrs] {p} attended for colonoscopy.
Thank you for referring {p} (DOB {bd}) to our clinic.
{pl} tolerated the procedure well.
Re: {p}, date of birth {bd}, MRN {case}
Patient name: {p}
This {age}-year-old {prof} from {city} presented with dysphagia.
Dear Dr {d},
Endoscopist: Dr {df}
Referred by Dr {d}, {hosp}
Signed: {df}, Consultant
Nurse {df} assisted.
Seen in clinic on {date}.
Last colonoscopy in {my}.
Hospital number: {case}
Specimen {path} sent to pathology
Phone {phone}, fax {fax}
[His|Her] daughter {r} was present.
[Mr|Ms] {pl} lives in {city}.
I reviewed {pf} {pl} today.
{pl}, {pf}
Yours sincerely\\n\\n{df}
Dictated by {df} on {date}
cc {df}
Next of kin: {r}, {phone}
Discussed with {pl} and [his|her] family.
Case No. {case}
Follow-up on {date} with Dr {d}.
Email {mail}
Address: {street}, {city}
Diagnosed in {y} at {hosp}.
`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll(String.raw`\n`, '\n'));

export const englishMedicine = `
The scope was advanced to the caecum and the terminal ileum was intubated.
Two sessile polyps (Paris Is) of 4 mm were removed with a cold snare.
Barrett's oesophagus, Prague C2M3, biopsies taken according to the Seattle protocol.
Bowel preparation was adequate, Boston score 8.
There was no evidence of active bleeding or malignancy.
Sedation with midazolam 2 mg and fentanyl 50 mcg.
Los Angeles grade B oesophagitis with a small hiatus hernia.
Haemoglobin 11.4 g/dl, CRP 6 mg/l.
Surveillance in three years is recommended.
Diverticulosis of the sigmoid colon without inflammation.
Withdrawal time was nine minutes.
Continue omeprazole 20 mg once daily.
`
  .trim()
  .split('\n');
