const OLDEST = [2, 9] as const;

/** The server lacks what the transport needs: named consumers and updates of them. */
export class ServerTooOld extends Error {
  override readonly name = 'ServerTooOld';
  constructor(version: string) {
    super(`nats-server ${version || 'of an unknown version'} is too old: install ${OLDEST.join('.')} or newer`);
  }
}

/** `version` as the server tells it: `2.9.10`, `2.12.0-preview.1`. */
export function checkServerVersion(version: string): void {
  const [major = 0, minor = 0] = (/^(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) throw new ServerTooOld(version);
}
