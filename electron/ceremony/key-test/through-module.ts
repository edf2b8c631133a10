import { hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ModuleObject } from '../../pkcs11/protocol.ts';
import type { Pkcs11Session } from '../../pkcs11/session.ts';
import type { Reports } from '../long-work.ts';
import { withUserPin } from '../module/module-login.ts';
import type { Workstation } from '../workstation.ts';
import { checkRandom, SAMPLE_BYTES } from './device-checks.ts';
import { notTested, performThroughModule } from './perform.ts';
import type { KeyUnderTest, TestScope, TestUnderWay } from './run-test.ts';

const purpose = t(
  'The device is lent to the PKCS#11 module now, which needs a login of its own. The PIN goes to the process of the module only.',
);

/**
 * Lends the device to the module and does with each key what was done by APDU. Keys are matched by ID. Refusal cancelled where
 * nobody enters the PIN, and those of the module.
 */
export function testThroughModule(workstation: Workstation, scope: TestScope, test: TestUnderWay): Promise<void> {
  const { modules, longWork } = workstation;
  return withUserPin(workstation, { serial: scope.serial, activity: scope.title, purpose }, (visit) =>
    visit(async (session, _slot, { module: { path, sha256 } }) => {
      const { library, product = t('PKCS#11 module') } = modules.chosen ?? {};
      test.module = { name: library || product, path, sha256 };
      await longWork.run(t('{work}, through the module', { work: scope.title }), true, (reports) => testWith(session, test, reports));
    }),
  );
}

async function testWith(session: Pkcs11Session, { random, keys }: TestUnderWay, { signal, progress }: Reports): Promise<void> {
  const goOn = () => (signal.aborted ? refuse('cancelled') : undefined);
  random?.throughModule(t('Check'), await checkRandom(() => session.random(SAMPLE_BYTES)));
  const objects = [...(await session.objects({ class: 'private-key' })), ...(await session.objects({ class: 'secret-key' }))];
  for (const [at, subject] of keys.entries()) {
    goOn();
    progress(
      at / keys.length,
      t('Through the module: “{key}”, key {number} of {all}', {
        key: subject.key.label || subject.key.id,
        number: at + 1,
        all: keys.length,
      }),
    );
    await testKey(session, subject, objects, goOn);
  }
}

async function testKey(
  session: Pkcs11Session,
  { key, finding, attempts }: KeyUnderTest,
  objects: readonly ModuleObject[],
  goOn: () => void,
): Promise<void> {
  const shown = objects.filter(({ id }) => hex.encode(id).toUpperCase() === key.id.toUpperCase());
  const [object] = shown;
  if (!object) return finding.allThroughModule(notTested(notShown(key.type.kind)));
  if (shown.length > 1)
    return finding.allThroughModule(
      notTested(t('the module shows {n} keys with this ID: which one is meant cannot be told', { n: shown.length })),
    );
  if (attempts.length === 0) return finding.allThroughModule(notTested(t('left out, as by APDU')));
  const { handle, usage } = object;
  const moduleKey = {
    sign: session.sign.bind(session, handle),
    encrypt: session.encrypt.bind(session, handle),
    decrypt: session.decrypt.bind(session, handle),
  };
  for (const attempt of attempts) {
    goOn();
    finding.throughModule(attempt.name, await performThroughModule(attempt, moduleKey, usage));
  }
}

function notShown(kind: string): string {
  return kind === 'AES'
    ? t('not shown by this module: OpenSC, for one, shows no AES keys of a SmartCard-HSM')
    : t('not shown by this module: it has no private key with this ID');
}
