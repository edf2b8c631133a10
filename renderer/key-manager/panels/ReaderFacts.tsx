import type { ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import { Facts } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { deviceName } from '../node-text.ts';

export function ReaderFacts({ reader }: { readonly reader: ReaderSnapshot }) {
  const { card } = reader;
  return (
    <>
      {card.kind === 'problem' && <FailureWords failure={card.failure} />}
      <Facts
        facts={[
          ['Kind', reader.simulated ? 'simulated, for rehearsal' : 'smart card reader'],
          ['PIN pad', reader.pinPad ? 'yes: PINs are entered on the reader' : 'no: PINs are entered in a small window of this app'],
          ['Device', card.kind === 'device' ? deviceName(card.device) : card.kind === 'empty' ? 'none' : undefined],
        ]}
      />
    </>
  );
}
