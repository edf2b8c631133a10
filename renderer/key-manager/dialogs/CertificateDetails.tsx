import type { Serial } from '../../../shared/numbers.ts';
import { deviceName } from '../node-text.ts';
import { CertificateFacts } from '../panels/CertificateFacts.tsx';
import { DialogBody } from './DialogBody.tsx';
import { ReportFoot } from './DialogFoot.tsx';
import { DialogFrame } from './DialogFrame.tsx';
import { useLastSeenDevice } from './dialog-place.ts';

export function CertificateDetails({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  if (!device) return null;
  return (
    <DialogFrame title="Device certificate" device={deviceName(device)}>
      <DialogBody>
        <CertificateFacts certificate={device.certificate} />
        <p>
          The maker of the device signs its certificate in the factory. A verified chain shows that this is a genuine device. Write the
          SHA-256 into the register of devices: it tells two devices apart for good.
        </p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
