import { isMedicalWord } from '../../words/compounds.js';
import { lastName } from '../../words/last-names.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const cue =
  /(?<!\p{L})(?:Anwesend(?:e)?|Teilnehmer(?:innen|:innen|\/innen)?|Teilnehmende|Teilgenommen(?: haben)?|Besetzung|Konferenzteilnehmer|Mitwirkende)\s?:\s?(?<list>[^\n]{3,300})/dgu;
const item = /(?<!\p{L})(?<name>\p{Lu}[\p{L}'’]+(?:-\p{Lu}\p{L}+)?)\s\((?<field>\p{Lu}[\p{L}.-]{1,24})\)/dgu;

/** `Anwesend: Hatz (Thorax), Duell (Onko)`: who was there, be the name any noun. */
export const present: Detector = (text): Span[] =>
  matchesOf(text, cue).flatMap((match) => {
    const [from] = match.indices!.groups!['list']!;
    return matchesOf(match.groups!['list']!, item).flatMap((one) => {
      const name = one.groups!['name']!;
      if (isMedicalWord(name.toLowerCase()) || (wordKind(name) === 'written' && lastName(name) === 'no')) return [];
      const [start, end] = one.indices!.groups!['name']!;
      return [
        { start: from + start, end: from + end, label: 'name' as const, confidence: 0.7, reason: 'name.present' },
      ];
    });
  });
