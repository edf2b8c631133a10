import { equal } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { TestResult } from '../../../shared/models/reports.ts';
import type { Device } from '../fleet/device.ts';

export const SAMPLE_BYTES = 1024;
/** Ones among 8192 fair bits: 4096, standard deviation 45.3. Seven of them: a good generator fails once in 10^11 tests. */
const TOLERATED_BIAS = 317;

/** Looks at two draws of `SAMPLE_BYTES` from a generator. It finds a broken one, not a bad one. */
export async function checkRandom(draw: () => Promise<Uint8Array>): Promise<TestResult> {
  const first = await draw();
  const second = await draw();
  if (first.length !== SAMPLE_BYTES || second.length !== SAMPLE_BYTES)
    return { outcome: 'failed', detail: t('other than as many bytes as asked for') };
  if (equal(first, second)) return { outcome: 'failed', detail: t('two draws gave the same bytes') };
  const bias = Math.abs(ones(first) - SAMPLE_BYTES * 4);
  if (bias > TOLERATED_BIAS)
    return { outcome: 'failed', detail: t('{ones} of {bits} bits are ones', { ones: ones(first), bits: SAMPLE_BYTES * 8 }) };
  return { outcome: 'passed', detail: t('two draws of {bytes} bytes differ and are not visibly biased', { bytes: SAMPLE_BYTES }) };
}

export function checkCertificate({ state: { certificate } }: Device): TestResult {
  const { holder } = certificate;
  switch (certificate.chain) {
    case 'verified':
      return { outcome: 'passed', detail: t('{holder} is signed under the root of the vendor', { holder }) };
    case 'simulator':
      return { outcome: 'passed', detail: t('{holder} is signed under the root of simulated devices', { holder }) };
    case 'unknown-root':
      return { outcome: 'not tested', detail: t('{holder} ends at a root that this app does not know', { holder }) };
    case 'broken':
      return { outcome: 'failed', detail: t('the signatures of {holder} do not fit', { holder }) };
  }
}

function ones(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
