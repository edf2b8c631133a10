import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Facts, Hex } from '../../controls/Facts.tsx';
import { dkekText, soPinText, userPinText } from '../node-text.ts';
import { ChainWords } from './CertificateFacts.tsx';

export function DeviceFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { dkek } = device;
  return (
    <Facts
      facts={[
        ['Serial', <code>{device.serial}</code>],
        ['User PIN', userPinText(device.userPin)],
        ['SO-PIN', soPinText(device.soPin)],
        ['DKEK', dkek.kind === 'complete' && !dkekText(dkek).includes(' ') ? <Hex digits={dkek.kcv} /> : dkekText(dkek)],
        ['Keys', device.keys.length],
        ['PIN reset with SO-PIN', resetWords(device)],
        ['Free memory', device.freeMemoryBytes === undefined ? undefined : `${device.freeMemoryBytes.toLocaleString('en')} bytes`],
        ['Firmware', `${device.firmware}, ${device.platform}`],
        ['Certificate chain', <ChainWords chain={device.certificate.chain} />],
      ]}
    />
  );
}

function resetWords({ resetWithSoPin }: DeviceSnapshot): string | undefined {
  if (resetWithSoPin === undefined) return undefined;
  return resetWithSoPin ? 'allowed' : 'not allowed';
}
