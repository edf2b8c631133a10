import { optionWords } from '../../../shared/device-options.ts';
import type { DeviceSnapshot, KeyDomainState } from '../../../shared/models/snapshot.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { dkekText, pkaText, soPinText, userPinText } from '../node-text.ts';
import { ChainWords } from './CertificateFacts.tsx';

export function DeviceFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { dkek, keyDomains } = device;
  return (
    <Facts>
      <Fact term="Serial">
        <code>{device.serial}</code>
      </Fact>
      <Fact term="User PIN">{userPinText(device.userPin)}</Fact>
      <Fact term="SO-PIN">{soPinText(device.soPin)}</Fact>
      <Fact term="Public keys">{device.pka && pkaText(device.pka)}</Fact>
      {keyDomains ? (
        <Fact term="Key domains">{`${keyDomains.length}, ${keyDomains.filter(isComplete).length} with a complete DKEK`}</Fact>
      ) : (
        <Fact term="DKEK">{dkek.kind === 'complete' && !dkekText(dkek).includes(' ') ? <Hex digits={dkek.kcv} /> : dkekText(dkek)}</Fact>
      )}
      <Fact term="Keys">{device.keys.length}</Fact>
      <Fact term="PIN reset with SO-PIN">{resetWords(device)}</Fact>
      <Fact term="Options">{device.options === undefined || !device.initialized ? undefined : optionWords(device.options)}</Fact>
      <Fact term="Free memory">
        {device.freeMemoryBytes === undefined ? undefined : `${device.freeMemoryBytes.toLocaleString('en')} bytes`}
      </Fact>
      <Fact term="Firmware">{`${device.firmware}, ${device.platform}`}</Fact>
      <Fact term="Certificate chain">
        <ChainWords chain={device.certificate.chain} />
      </Fact>
    </Facts>
  );
}

const isComplete = ({ dkek }: KeyDomainState) => dkek.kind === 'complete';

function resetWords({ resetWithSoPin, pka }: DeviceSnapshot): string | undefined {
  // where public keys stand in place of the User PIN, there is nothing to reset
  if (resetWithSoPin === undefined || (pka && !pka.withPin)) return undefined;
  return resetWithSoPin ? 'allowed' : 'not allowed';
}
