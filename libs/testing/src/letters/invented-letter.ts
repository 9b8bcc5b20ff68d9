export interface InventedLetter {
  readonly id: string;
  readonly text: string;
  /** What identifies, in UTF-16 units of `text`; labels as in GraSCCo_PHI. */
  readonly entities: readonly { readonly start: number; readonly end: number; readonly label: string }[];
}
