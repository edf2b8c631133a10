import type { ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { deviceName } from '../node-text.ts';

export function ReaderFacts({ reader }: { readonly reader: ReaderSnapshot }) {
  const { card } = reader;
  return (
    <Facts>
      <Fact term="Kind">{reader.simulated ? 'simulated, for rehearsal' : 'smart card reader'}</Fact>
      <Fact term="PIN pad">
        {reader.pinPad ? 'yes: PINs are entered on the reader' : 'no: PINs are entered in a small window of this app'}
      </Fact>
      <Fact term="Device">{card.kind === 'device' ? deviceName(card.device) : card.kind === 'empty' ? 'none' : undefined}</Fact>
    </Facts>
  );
}
