import type { DeviceSnapshot, PkaSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { useRoomState } from '../../room-context.ts';
import { counted, deviceName } from '../node-text.ts';

export function PkaFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { pka } = device;
  if (!pka) return null;
  const spare = pka.total - pka.required;
  return (
    <>
      <Facts>
        <Fact term="Registered">{`${pka.registered} of ${counted(pka.total, 'key')}`}</Fact>
        <Fact term="Needed">{`${pka.required} of ${pka.total}`}</Fact>
        <Fact term="Authenticated now">{`${pka.authenticated} of ${pka.required}`}</Fact>
        <Fact term="User PIN">{pka.withPin ? 'needed as well' : 'none: the keys stand in its place'}</Fact>
      </Facts>
      {pka.keys && pka.keys.length > 0 && <RegisteredKeys keys={pka.keys} />}
      {pka.registered < pka.total && (
        <Words kind="warning">
          {counted(pka.total - pka.registered, 'place is', 'places are')} still free. Until all are taken, whoever holds this device could
          register a key of their own.
        </Words>
      )}
      <p className="explanation">
        {counted(pka.required, 'custodian', 'custodians')} of {pka.total} must bring their own device, whose key signs a challenge, before
        this device lets anybody use its keys. It stays open until logout or until it is pulled. A registered key can never be exchanged.{' '}
        {spare === 0
          ? 'If a single one is lost, this device can only be initialized again, which erases its keys.'
          : `If more than ${counted(spare, 'key is', 'keys are')} lost, this device can only be initialized again, which erases its keys.`}
      </p>
    </>
  );
}

function RegisteredKeys({ keys }: { readonly keys: NonNullable<PkaSnapshot['keys']> }) {
  const readers = useRoomState((state) => state.snapshot?.readers);
  const devices = (readers ?? []).flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
  return (
    <section aria-labelledby="pka-keys-heading">
      <h3 id="pka-keys-heading">Registered keys</h3>
      <Facts>
        {keys.map(({ holder, authenticated }) => {
          // A key made here is named after its device, with a number of five characters behind.
          const inserted = devices.find(({ serial }) => holder.slice(0, -5) === serial);
          return (
            <Fact key={holder} term={holder}>
              {authenticated ? 'authenticated' : 'not authenticated yet'}
              {inserted ? `; its device is here: ${deviceName(inserted)}` : ''}
            </Fact>
          );
        })}
      </Facts>
    </section>
  );
}
