import type { Detector } from './match.js';
import { spansOf } from './match.js';

const W = "\\p{Lu}[\\p{L}.'’-]*";
const KIND =
  '(?:Universitätsklinikum|Uniklinikum|Uniklinik|Kreisklinikum|Klinikum|Kreiskrankenhaus|Krankenhaus|Spital|Landesspital|Hospital|Infirmary|Medical Cent(?:er|re)|NHS Trust|Reha-?[Kk]linik|Fachklinik|Tagesklinik|Klinik|MVZ|Medizinisches Versorgungszentrum|Gemeinschaftspraxis|Praxis|Seniorenheim|Pflegeheim|Altenheim|Seniorenstift|Seniorenzentrum|Hospiz|Sanatorium|Universität|University|Institut|Rehabilitationszentrum|Zentrum|Labor|Apotheke|Sozialstation)';
const named = new RegExp(
  `(?<!\\p{L})(?:(?:St\\.|Sankt|Marien|Evangelisches|Katholisches|Städtisches|Evang\\.|Kath\\.)[\\s-]?)?(?:${W}[\\s-]){0,2}${KIND}(?:\\s(?:für\\s${W}|am|der|des|in|und|an der|im|zu|of)?\\s?${W}){1,4}`,
  'gud',
);
const saint =
  /(?<!\p{L})(?:St\.|Sankt)[\s-]?\p{Lu}[\p{L}-]+(?:[\s-](?:Krankenhaus|Hospital|Klinik|Stift|Spital|Heim))?/dgu;
const grown =
  /(?<!\p{L})\p{Lu}\p{L}*(?:krankenhaus|krankenhauses|klinikum|klinikums|klinik|spital|hospital|krankenanstalt|krankenanstaltenverbund|pflegeheim|seniorenheim)(?!\p{L})(?:\s(?:der|des|am|im|in|St\.)?\s?\p{Lu}[\p{L}-]+){0,3}/dgu;
const compound =
  /(?<!\p{L})\p{Lu}[\p{L}-]*-(?:Klinikum|Krankenhaus|Klinik|Hospital|Spital|Stift|Universität|Apotheke)(?!\p{L})/dgu;
const insurer =
  /(?<!\p{L})(?:AOK|Barmer|BARMER|DAK|TK|Techniker Krankenkasse|IKK|KKH|HEK|BKK|Knappschaft|SVLFG|Debeka|Allianz|Signal Iduna|Allgemeine Ortskrankenkasse)(?:[\s-]\p{Lu}[\p{L}-]+){0,2}(?!\p{L})/dgu;
const abbreviated =
  /(?<!\p{L})(?:UKW|UKE|UKB|UKD|UKL|UKSH|LMU|MHH|TUM|Charité|LKH)(?:[\s-]\p{Lu}[\p{L}-]+)?(?!\p{L})/dgu;

/** Hospitals, practices, homes, insurers: where somebody was. The kind alone (`Klinik für Innere Medizin`) goes too. */
export const organisations: Detector = (text) => [
  ...spansOf(text, named, 'organisation', 0.85, 'organisation.named'),
  ...spansOf(text, grown, 'organisation', 0.8, 'organisation.grown'),
  ...spansOf(text, saint, 'organisation', 0.8, 'organisation.saint'),
  ...spansOf(text, compound, 'organisation', 0.8, 'organisation.compound'),
  ...spansOf(text, insurer, 'organisation', 0.8, 'organisation.insurer'),
  ...spansOf(text, abbreviated, 'organisation', 0.8, 'organisation.abbreviated'),
];
