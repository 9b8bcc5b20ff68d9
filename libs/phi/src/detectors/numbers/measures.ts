/** Behind a number these are a dose, a size, a rate, a count or a time, however a clinic cuts them short. */
const UNIT =
  '(?:[kcdmµμnp]?(?:g|l|L|m|mol|Gy|Sv|J|W|V|A|Hz|Pa|U|E)|[Mm]l|[Dd]l|[Mm]g|[Mm]m|[Cc]m|mcg|IE|I\\.E\\.|IU|mEq|mmHg|Hg|cmH2O|atm|bar|ATM|kcal|Ch|CH|Charr|Fr|F|French|Gauge|Gy|St|Stck|Stk|Stück|Tbl|Tabl|Tbtt|Kps|Amp|Supp|Btl|Beutel|Trpf|Tr|Tropfen|gtt|Hub|Hübe|EL|TL|Sek|sec|Min|min|Std|Stunden?|Tage?n?|Wo|Wochen?|Mon|Monate?n?|Jahre?n?|LJ|Lj|SSW|Mio|Mrd|Punkte?n?|Zyklen|Zyklus|Fraktionen|Grad|Effekt|°)';
/** `2 l/min`, `12 x 8 mm`, `3 x tgl.`, `5 %`. */
const measured = new RegExp(
  `^(?:\\s?(?:[%°‰]|${UNIT}(?![\\p{L}])|[x×]\\s?(?:\\d|tgl|tägl|am|pro|wöch|mal))|\\s?/\\s?(?:min|h|d|Tag|Wo|Std|µl|μl|nl|ml|l|m2|m²)(?!\\p{L}))`,
  'u',
);
const unit = new RegExp(`^${UNIT}$`, 'u');
const numberBefore = /\d(?:[.,]?\d)*\.?\s?$/u;
/** Cells and germs are counted in numbers as long as a case's. */
const counted =
  /(?<!\p{L})(?:(?:Thrombo|Leuko|Lympho|Erythro|Granulo|Retikulo|Mono)(?:[zc]yten|s)?|Erys?|Thr|Leu|PLT|WBC|RBC|Platelets|Keimzahl|Zellzahl|Zellen)\s?[:=]?\s?(?:auf\s|von\s|ca\.\s|>\s?|<\s?)?$/u;

/** True when a measure stands at `end`, behind a number: `3| ml/h`. */
export const isMeasured = (text: string, end: number): boolean => measured.test(text.slice(end, end + 16));

/** True for a unit behind its number: `14 Ch`, `50,4 Gy`, `20 Trpf`. */
export const isUnit = (text: string, start: number, end: number): boolean =>
  unit.test(text.slice(start, end)) && numberBefore.test(text.slice(Math.max(0, start - 12), start));

/** True for the number of a count of cells: `Thrombozyten 370000`. */
export const isCount = (text: string, start: number, end: number): boolean =>
  /^\d{4,7}$/u.test(text.slice(start, end)) && counted.test(text.slice(Math.max(0, start - 24), start));
