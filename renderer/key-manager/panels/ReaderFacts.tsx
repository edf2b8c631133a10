import { t } from '../../../shared/language/text.ts';
import type { ReaderSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { deviceName } from '../node-text.ts';

function pinPadWords({ pinPad, simulated, card }: ReaderSnapshot): string {
  if (pinPad && simulated) return t('yes, simulated: it enters 648219 by itself, so give the device that User PIN');
  if (pinPad) return t('yes: the User PIN is entered on the reader');
  return card.kind === 'device' ? t('no: PINs are entered in a small window of this app') : t('known once a device is in it');
}

export function ReaderFacts({ reader }: { readonly reader: ReaderSnapshot }) {
  const { card } = reader;
  return (
    <Facts>
      <Fact term={t('Kind')}>{reader.simulated ? t('simulated, for rehearsal') : t('smart card reader')}</Fact>
      <Fact term={t('PIN pad')}>{pinPadWords(reader)}</Fact>
      <Fact term={t('Device')}>{card.kind === 'device' ? deviceName(card.device) : card.kind === 'empty' ? t('none') : undefined}</Fact>
    </Facts>
  );
}
