import { optionWords } from '../../../shared/device-options.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, KeyDomainState } from '../../../shared/models/snapshot.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { dkekText, pkaText, soPinText, userPinText } from '../node-text.ts';
import { sizeText } from '../object-text.ts';
import { ChainWords } from './CertificateFacts.tsx';

export function DeviceFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { dkek, keyDomains } = device;
  return (
    <Facts>
      <Fact term={t('Serial')}>
        <code>{device.serial}</code>
      </Fact>
      <Fact term={t('User PIN')}>{userPinText(device.userPin)}</Fact>
      <Fact term="SO-PIN">{soPinText(device.soPin)}</Fact>
      <Fact term={t('Public keys')}>{device.pka && pkaText(device.pka)}</Fact>
      {keyDomains ? (
        <Fact term={t('Key domains')}>
          {t('{domains}, {complete} with a complete DKEK', { domains: keyDomains.length, complete: keyDomains.filter(isComplete).length })}
        </Fact>
      ) : (
        <Fact term="DKEK">{dkek.kind === 'complete' && dkek.kcv !== unknownKcv ? <Hex digits={dkek.kcv} /> : dkekText(dkek)}</Fact>
      )}
      <Fact term={t('Keys')}>{device.keys.length}</Fact>
      <Fact term={t('PIN reset with SO-PIN')}>{resetWords(device)}</Fact>
      <Fact term={t('Options')}>{device.options === undefined || !device.initialized ? undefined : optionWords(device.options)}</Fact>
      <Fact term={t('Free memory')}>{device.freeMemoryBytes === undefined ? undefined : sizeText(device.freeMemoryBytes)}</Fact>
      <Fact term={t('Firmware')}>{`${device.firmware}, ${device.platform}`}</Fact>
      <Fact term={t('Certificate chain')}>
        <ChainWords chain={device.certificate.chain} />
      </Fact>
    </Facts>
  );
}

const isComplete = ({ dkek }: KeyDomainState) => dkek.kind === 'complete';

function resetWords({ resetWithSoPin, pka }: DeviceSnapshot): string | undefined {
  // where public keys stand in place of the User PIN, there is nothing to reset
  if (resetWithSoPin === undefined || (pka && !pka.withPin)) return undefined;
  return resetWithSoPin ? t('allowed') : t('not allowed');
}
