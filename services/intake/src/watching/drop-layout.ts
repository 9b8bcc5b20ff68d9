import { textOf } from '../landing/source-name.js';

export interface Place {
  readonly center: string;
  /** Null: the file lies in no case folder and is a case of its own. */
  readonly caseName: string | null;
}

/**
 * Where a dropped file belongs: `<watch>/[<center>/][<case>/]…/file`.
 *
 * The first folder is a center only when the settings name it: centers stand in clear in the database, and any other
 * folder may carry a patient's name. The next folder is the case; deeper ones belong to the same case. A file in no
 * case folder is a case of its own, so that nothing known of one patient is ever searched in another.
 */
export function placeOf(segments: readonly Uint8Array[], centers: readonly string[], defaultCenter: string): Place {
  const folders = segments.slice(0, -1).map(textOf);
  const named = folders[0] !== undefined && centers.includes(folders[0]);
  return {
    center: named ? folders[0]! : defaultCenter,
    caseName: folders[named ? 1 : 0] ?? null,
  };
}
