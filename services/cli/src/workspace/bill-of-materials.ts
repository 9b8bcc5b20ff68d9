/** The part of a CycloneDX document that is added to. */
export interface Bill {
  readonly components?: readonly object[];
  readonly [more: string]: unknown;
}

/** A program of Debian that runs as a process of its own. */
interface DebianPackage {
  readonly name: string;
  readonly version?: string;
  readonly sha256?: string;
}

/** `name version sha256` a line, as the pins of the toolchain are written. */
export function pinnedPackages(text: string): readonly DebianPackage[] {
  return text.split('\n').flatMap((line) => {
    const [name, version, sha256] = line.trim().split(/\s+/);
    return !name || name.startsWith('#') || !version || !sha256 ? [] : [{ name, version, sha256 }];
  });
}

/** `name version` a line, as `dpkg-query` answers; what is not installed here has no version. */
export function installedPackages(wanted: readonly string[], answer: string): readonly DebianPackage[] {
  const versions = new Map(answer.split('\n').map((line) => line.split(' ') as [string, string]));
  return wanted.map((name) => {
    const version = versions.get(name);
    return version ? { name, version } : { name };
  });
}

/** The npm packages of the lock file, and the programs of Debian beside them. */
export function withPrograms(bill: Bill, packages: readonly DebianPackage[]): Bill {
  const programs = packages.map(({ name, version, sha256 }) => {
    const purl = `pkg:deb/debian/${name}${version ? `@${encodeURIComponent(version)}` : ''}?distro=bookworm`;
    return {
      type: 'application',
      'bom-ref': purl,
      name,
      ...(version ? { version } : {}),
      purl,
      ...(sha256 ? { hashes: [{ alg: 'SHA-256', content: sha256 }] } : {}),
    };
  });
  return { ...bill, components: [...(bill.components ?? []), ...programs] };
}
