/** What the command's exit status says. Scripts rely on these numbers: they never change their meaning. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  someFailed: 3,
  notAllowed: 4,
  notFound: 5,
  heldBack: 6,
  badInput: 7,
  timedOut: 8,
  dependencyMissing: 9,
  verificationFailed: 10,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
