/** The folder of one attempt: `scratch/<job>/<fence>/`, 0700, empty at first. */
export interface ScratchDir extends AsyncDisposable {
  readonly path: string;
  /** Removes the folder and all in it; never follows a link out of it. Repeating it is harmless. */
  wipe(): Promise<void>;
}

export interface Scratch {
  /** `jobId` is a UUID, `fence` a whole number ≥ 0: nothing else becomes a path. What an earlier try left is wiped. */
  create(jobId: string, fence: number): Promise<ScratchDir>;
  /** Wipes every folder whose attempt is no longer live. Returns how many. */
  collect(isLive: (jobId: string, fence: number) => Promise<boolean>): Promise<number>;
}
