import { expect, it } from 'vitest';
import { installedPackages, pinnedPackages, withPrograms } from './bill-of-materials.js';

it('adds pinned and installed programs of Debian to the packages of npm', () => {
  const pinned = pinnedPackages('# a comment\nnats-server 2.9.10-1+b3 9f69\n\n');
  const installed = installedPackages(['ffmpeg', 'ocrad'], 'ffmpeg 7:5.1.9-0+deb12u1\n');
  const { components, bomFormat } = withPrograms({ bomFormat: 'CycloneDX', components: [{ name: 'zod' }] }, [
    ...pinned,
    ...installed,
  ]);
  expect(bomFormat).toBe('CycloneDX');
  expect(components).toMatchObject([
    { name: 'zod' },
    { purl: 'pkg:deb/debian/nats-server@2.9.10-1%2Bb3?distro=bookworm', hashes: [{ content: '9f69' }] },
    { purl: 'pkg:deb/debian/ffmpeg@7%3A5.1.9-0%2Bdeb12u1?distro=bookworm', version: '7:5.1.9-0+deb12u1' },
    { purl: 'pkg:deb/debian/ocrad?distro=bookworm' },
  ]);
});
