import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { TestReport } from '../../../shared/models/reports.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { readRandom } from '../../card/random.ts';
import type { Device } from '../fleet/device.ts';
import { nameOf } from '../keys/keys.ts';
import type { Reports } from '../long-work.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import type { Attempt } from './attempt.ts';
import { attemptsFor } from './attempts.ts';
import { leftOut, usesOf } from './counted.ts';
import { checkCertificate, checkRandom, SAMPLE_BYTES } from './device-checks.ts';
import { Finding } from './findings.ts';
import { keyWords } from './key-words.ts';
import { notTested, performByApdu } from './perform.ts';
import { type Tested, testReport } from './test-report.ts';
import { testThroughModule } from './through-module.ts';

export interface TestScope {
  readonly serial: Serial;
  /** What the work is called. */
  readonly title: string;
  /** One key instead of the whole device. */
  readonly only?: KeyReference;
  /** Keys with a use counter that may be used. */
  readonly counted: readonly KeyReference[];
  readonly module: boolean;
}

/** One key under test: its operations are kept, so that the module can be held against what they gave. */
export interface KeyUnderTest {
  readonly key: KeySnapshot;
  readonly finding: Finding;
  attempts: readonly Attempt[];
}

/** What is being tested, as far as it has come. */
export interface TestUnderWay extends Tested {
  readonly random?: Finding;
  readonly keys: readonly KeyUnderTest[];
}

/**
 * Real operations by APDU, then through the module. Can be cancelled between two operations; a test that was cut off, by whatever,
 * gives the report so far. Throws Refusal where it did not even begin: no-such-device, no-such-key, pin-not-verified, device-busy.
 */
export function runTest(workstation: Workstation, scope: TestScope): Promise<TestReport> {
  const { fleet, longWork } = workstation;
  return longWork.run(scope.title, true, async (reports) => {
    let test: TestUnderWay | undefined;
    let ended: string | undefined;
    try {
      await fleet.run(scope.serial, scope.title, async (device) => {
        test = begin(workstation, scope, device);
        await testByApdu(device, test, scope, reports);
      });
      if (scope.module && test) await testThroughModule(workstation, scope, test);
    } catch (error) {
      if (!test || !(error instanceof Refusal)) throw error;
      ended = error.failure.code === 'cancelled' ? t('It was cancelled.') : error.failure.what;
    }
    return testReport(workstation, test as TestUnderWay, scope, ended);
  });
}

function begin({ fleet }: Workstation, { only, serial, module }: TestScope, device: Device): TestUnderWay {
  if (module || only !== undefined) assertLoggedIn(device);
  const keys = only === undefined ? device.state.keys : [device.key(only) ?? refuse('no-such-key')];
  const random = new Finding(t('Random numbers'), '', false);
  const certificate = new Finding(t('Device certificate'), '', false);
  const underTest = keys.map((key) => ({ key, finding: new Finding(key.label || t('(no label)'), keyWords(key), true), attempts: [] }));
  for (const finding of [random, certificate]) finding.expect(t('Check'));
  for (const { finding } of underTest) finding.expect(t('Use'));
  const ofDevice = only === undefined ? { random, certificate } : {};
  const { label, firmware, certificate: shown } = device.state;
  const [first] = keys;
  return {
    ...ofDevice,
    keys: underTest,
    findings: [...Object.values(ofDevice), ...underTest.map(({ finding }) => finding)],
    subject: only === undefined || !first ? t('Device {device}', { device: device.title }) : t('The key "{label}"', { label: first.label }),
    device: { serial, label, firmware, holder: shown.holder, certificateSha256: shown.sha256 },
    practice: fleet.source.simulated,
  };
}

async function testByApdu(device: Device, test: TestUnderWay, scope: TestScope, { signal, progress }: Reports): Promise<void> {
  const goOn = () => (signal.aborted ? refuse('cancelled') : undefined);
  const { random, certificate, keys } = test;
  certificate?.byApdu(t('Check'), checkCertificate(device));
  random?.byApdu(t('Check'), await checkRandom(() => readRandom(device.session, SAMPLE_BYTES)));
  const loggedIn = device.state.userPin.kind === 'verified';
  for (const [at, subject] of keys.entries()) {
    goOn();
    progress(
      at / keys.length,
      t('{work}: “{key}”, key {number} of {all}', {
        work: scope.title,
        key: subject.key.label || subject.key.id,
        number: at + 1,
        all: keys.length,
      }),
    );
    const { finding } = subject;
    if (!loggedIn) {
      finding.byApdu(t('Use'), notTested(t('the User PIN has not been verified')));
      continue;
    }
    const key = (await device.readDetails(subject.key.reference)) ?? refuse('no-such-key');
    const { useCounter, capabilities = [] } = key.details ?? {};
    const attempts = await attemptsFor(device, key, capabilities);
    const { byApdu, throughModule } = usesOf(attempts);
    const out = leftOut(useCounter, byApdu + (scope.module ? throughModule : 0), scope.counted.includes(key.reference));
    if (out || attempts.length === 0) {
      finding.byApdu(t('Use'), out ?? notTested(t('the key may do nothing that could be tested')));
      continue;
    }
    finding.replace(attempts.map(({ name }) => name));
    subject.attempts = attempts;
    if (useCounter !== undefined)
      device.whenInterrupted(() =>
        t('some uses of {key} may have been taken; nothing else was changed. Start it again.', { key: nameOf(key) }),
      );
    for (const attempt of attempts) {
      goOn();
      finding.byApdu(attempt.name, await performByApdu(attempt));
    }
    // What a notice may have asked for has been done.
    if (scope.only !== undefined && finding.item(false).outcome === 'passed') device.remembered.notice = undefined;
    // The counter went down.
    if (useCounter !== undefined) await device.readKey(key.reference).then(() => device.readDetails(key.reference));
  }
}
