import { equal } from '../../shared/bytes.ts';
import type { TestCheck, TestReport } from '../../shared/models/reports.ts';
import type { Serial } from '../../shared/numbers.ts';
import { readRandom } from '../card/random.ts';
import type { Device } from './device.ts';
import { nameOf } from './keys.ts';
import { checkKey, report } from './test-key.ts';
import type { Workstation } from './workstation.ts';

const SAMPLE_BYTES = 1024;
/** Ones among 8192 fair bits: 4096, standard deviation 45.3. Seven of them: a good generator fails once in 10^11 tests. */
const TOLERATED_BIAS = 317;

/** Tests randomness and certificate of a device and, where it is logged in, each of its keys. */
export function testDevice({ fleet }: Workstation, serial: Serial): Promise<TestReport> {
  return fleet.run(serial, 'Test Device', async (device) => {
    const checks = [await checkRandom(device), checkCertificate(device)];
    const loggedIn = device.state.userPin.kind === 'verified';
    for (const key of device.state.keys) {
      const of = nameOf(key).replace(/^the /, '');
      const found: TestCheck[] = loggedIn
        ? await checkKey(device, key.reference)
        : [{ name: 'Use', outcome: 'not tested', detail: 'the User PIN has not been verified' }];
      checks.push(...found.map((check) => ({ ...check, name: `${of}: ${check.name}` })));
    }
    return report(`Device ${device.title}`, checks);
  });
}

async function checkRandom({ session }: Device): Promise<TestCheck> {
  const name = 'Random numbers';
  const first = await readRandom(session, SAMPLE_BYTES);
  const second = await readRandom(session, SAMPLE_BYTES);
  if (equal(first, second)) return { name, outcome: 'failed', detail: 'two draws gave the same bytes' };
  const bias = Math.abs(ones(first) - SAMPLE_BYTES * 4);
  if (bias > TOLERATED_BIAS) return { name, outcome: 'failed', detail: `${ones(first)} of ${SAMPLE_BYTES * 8} bits are ones` };
  return { name, outcome: 'passed', detail: `two draws of ${SAMPLE_BYTES} bytes differ and are not visibly biased` };
}

function checkCertificate({ state }: Device): TestCheck {
  const name = 'Device certificate';
  switch (state.certificate.chain) {
    case 'verified':
      return { name, outcome: 'passed', detail: `${state.certificate.holder} is signed under the root of the vendor` };
    case 'simulator':
      return { name, outcome: 'passed', detail: `${state.certificate.holder} is signed under the root of simulated devices` };
    case 'unknown-root':
      return { name, outcome: 'not tested', detail: `${state.certificate.holder} ends at a root that this app does not know` };
    case 'broken':
      return { name, outcome: 'failed', detail: `the signatures of ${state.certificate.holder} do not fit` };
  }
}

function ones(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
