import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, PkaSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { useRoomState } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';

export function PkaFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { pka } = device;
  if (!pka) return null;
  const spare = pka.total - pka.required;
  return (
    <>
      <Facts>
        <Fact term={t('Registered')}>
          {t('{registered} of {total, plural, one {# key} other {# keys}}', { registered: pka.registered, total: pka.total })}
        </Fact>
        <Fact term={t('Needed')}>{t('{some} of {all}', { some: pka.required, all: pka.total })}</Fact>
        <Fact term={t('Authenticated now')}>{t('{some} of {all}', { some: pka.authenticated, all: pka.required })}</Fact>
        <Fact term={t('User PIN')}>{pka.withPin ? t('needed as well') : t('none: the keys stand in its place')}</Fact>
      </Facts>
      {pka.keys && pka.keys.length > 0 && <RegisteredKeys keys={pka.keys} />}
      {pka.registered < pka.total && (
        <Words kind="warning">
          {t(
            '{free, plural, one {# place is} other {# places are}} still free. Until all are taken, whoever holds this device could register a key of their own.',
            { free: pka.total - pka.registered },
          )}
        </Words>
      )}
      <p className="explanation">
        {t(
          '{required, plural, one {# custodian} other {# custodians}} of {total} must bring their own device, whose key signs a challenge, before this device lets anybody use its keys. It stays open until logout or until it is pulled. A registered key can never be exchanged.',
          { required: pka.required, total: pka.total },
        )}{' '}
        {spare === 0
          ? t('If a single one is lost, this device can only be initialized again, which erases its keys.')
          : t(
              'If more than {spare, plural, one {# key is} other {# keys are}} lost, this device can only be initialized again, which erases its keys.',
              { spare },
            )}
      </p>
    </>
  );
}

function RegisteredKeys({ keys }: { readonly keys: NonNullable<PkaSnapshot['keys']> }) {
  const readers = useRoomState((state) => state.snapshot?.readers);
  const devices = (readers ?? []).flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
  return (
    <section aria-labelledby="pka-keys-heading">
      <h3 id="pka-keys-heading">{t('Registered keys')}</h3>
      <Facts>
        {keys.map(({ holder, authenticated }) => {
          // A key made here is named after its device, with a number of five characters behind.
          const inserted = devices.find(({ serial }) => holder.slice(0, -5) === serial);
          return (
            <Fact key={holder} term={holder}>
              {inserted
                ? t('{state, select, done {authenticated} other {not authenticated yet}}; its device is here: {device}', {
                    state: authenticated ? 'done' : 'open',
                    device: deviceName(inserted),
                  })
                : authenticated
                  ? t('authenticated')
                  : t('not authenticated yet')}
            </Fact>
          );
        })}
      </Facts>
    </section>
  );
}
