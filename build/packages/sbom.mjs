import { createHash } from 'node:crypto';

const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const spdx = (licence) => (/ (OR|AND|WITH) |^\(/.test(licence) ? { expression: licence } : { license: { id: licence } });

/**
 * What is in a package, in CycloneDX 1.6 (JSON): Electron, the packages bundled or shipped, the app. Our own few lines, because
 * generators list what is installed, and most of what we ship is bundled from packages that are installed to build with.
 */
export function sbom(components, { naming, electron, seconds }) {
  const app = { type: 'application', 'bom-ref': 'conclave', name: naming.name, version: naming.version, description: naming.description };
  const runtime = {
    type: 'framework',
    'bom-ref': purl('electron', electron),
    name: 'electron',
    version: electron,
    purl: purl('electron', electron),
    licenses: [spdx('MIT')],
  };
  const libraries = components.map(({ name, version, licence, sha512 }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    licenses: [spdx(licence)],
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: sha512 }] } : {}),
  }));
  const all = [runtime, ...libraries];
  const content = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp: new Date(seconds * 1000).toISOString(), component: app },
    components: all,
    dependencies: [{ ref: 'conclave', dependsOn: all.map((each) => each['bom-ref']) }],
  };
  return { ...content, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}` };
}

/** A UUID (RFC 9562, version 8) made of a hash: the same content always has the same. */
function uuidOf(text) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
