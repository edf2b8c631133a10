import type { ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { deviceName } from '../node-text.ts';

function pinPadWords({ pinPad, simulated, card }: ReaderSnapshot): string {
  if (pinPad && simulated) return 'yes, simulated: it enters 648219 by itself, so give the device that User PIN';
  if (pinPad) return 'yes: the User PIN is entered on the reader';
  return card.kind === 'device' ? 'no: PINs are entered in a small window of this app' : 'known once a device is in it';
}

export function ReaderFacts({ reader }: { readonly reader: ReaderSnapshot }) {
  const { card } = reader;
  return (
    <Facts>
      <Fact term="Kind">{reader.simulated ? 'simulated, for rehearsal' : 'smart card reader'}</Fact>
      <Fact term="PIN pad">{pinPadWords(reader)}</Fact>
      <Fact term="Device">{card.kind === 'device' ? deviceName(card.device) : card.kind === 'empty' ? 'none' : undefined}</Fact>
    </Facts>
  );
}
