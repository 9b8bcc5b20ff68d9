import { FieldFinding, type FieldName } from '@endoveil/contracts';
import { isGrounded } from './grounding.js';

const sexes: Readonly<Record<string, string>> = {
  w: 'female',
  weiblich: 'female',
  f: 'female',
  female: 'female',
  frau: 'female',
  patientin: 'female',
  m: 'male',
  männlich: 'male',
  male: 'male',
  herr: 'male',
  herrn: 'male',
  d: 'diverse',
  divers: 'diverse',
};

/**
 * What a model says as a field, or nothing: the value must stand in the text and be of the field's shape (dates ISO
 * 8601 and real, times `HH:MM:SS`). A wrong value is worse than none.
 */
export function proposedField(
  text: string,
  proposal: { readonly name: FieldName; readonly value: string; readonly confidence: number },
): FieldFinding | undefined {
  const { name, confidence } = proposal;
  if (!isGrounded(text, proposal.value)) return undefined;
  const value = shaped(name, proposal.value.trim());
  const field = FieldFinding.safeParse({ name, value, source: 'llm', confidence });
  return field.success ? field.data : undefined;
}

function shaped(name: FieldName, value: string): string | undefined {
  switch (name) {
    case 'birth-date':
    case 'exam-date':
      return isoDate(value);
    case 'exam-time':
      return isoTime(value);
    case 'sex':
      return sexes[value.toLowerCase()];
    case 'last-name':
    case 'first-name':
    case 'examiner':
    case 'assistant':
      return /\p{L}{2}/u.test(value) && !/\d/u.test(value) ? value : undefined;
    case 'case-number':
    case 'patient-id':
    case 'device-serial':
      return /\d/u.test(value) ? value : undefined;
    case 'device':
    case 'institution':
      return value;
    default:
      return name satisfies never;
  }
}

function isoDate(value: string): string | undefined {
  const german = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(value);
  const iso = german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : value;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}

function isoTime(value: string): string | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?: Uhr)?$/.exec(value);
  return match ? `${match[1]!.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}` : undefined;
}
