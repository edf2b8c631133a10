import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { CertificateFacts } from '../panels/CertificateFacts.tsx';

export function CertificateDetails({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  if (!device) return null;
  return (
    <DialogFrame title={t('Device certificate')} about={deviceName(device)}>
      <DialogBody>
        <CertificateFacts certificate={device.certificate} />
        <p>
          {t(
            'The maker of the device signs its certificate in the factory. A verified chain shows that this is a genuine device. Write the SHA-256 into the register of devices: it tells two devices apart for good.',
          )}
        </p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
