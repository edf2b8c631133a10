import { NotYet } from '../frame/NotYet.tsx';

export function WebadmView() {
  return (
    <NotYet
      title="WebADM"
      meanwhile="Generate the AES key in the Key Manager with the preset “WebADM / OpenOTP”; it has the capabilities that WebADM needs. Enter its settings into webadm.conf by hand."
    >
      <ul>
        <li>The settings block for the chosen keys, with the right index on every device.</li>
        <li>A check of an existing webadm.conf against the connected devices.</li>
      </ul>
    </NotYet>
  );
}
