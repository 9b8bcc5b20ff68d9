import { mergeSpans, type Label, type Span } from './span.js';

/** `tags`: `[NAME]`, `[DATUM]` …; `blocks`: one █ for every character, line breaks kept, so that layout survives. */
export type RedactionStyle = 'tags' | 'blocks';

const tags: Record<Label, string> = {
  name: 'NAME',
  title: 'TITEL',
  username: 'KENNUNG',
  date: 'DATUM',
  age: 'ALTER',
  id: 'NUMMER',
  phone: 'TELEFON',
  fax: 'FAX',
  email: 'E-MAIL',
  url: 'ADRESSE',
  path: 'PFAD',
  street: 'STRASSE',
  postcode: 'PLZ',
  city: 'ORT',
  organisation: 'EINRICHTUNG',
  device: 'GERÄT',
  profession: 'BERUF',
  zone: 'ENTFERNT',
};

/** What stands in a text in place of a value of this kind. */
export const tagOf = (label: Label): string => `[${tags[label]}]`;

/** The text without its spans. Text between spans is kept exactly. */
export function redact(text: string, spans: readonly Span[], style: RedactionStyle = 'tags'): string {
  let out = '';
  let at = 0;
  for (const span of mergeSpans(spans)) {
    const inside = text.slice(span.start, span.end);
    out += text.slice(at, span.start);
    out += style === 'tags' ? tagOf(span.label) : inside.replaceAll(/[^\s]/gu, '█');
    at = span.end;
  }
  return out + text.slice(at);
}
