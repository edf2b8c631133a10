import { NotYet } from '../frame/NotYet.tsx';

export function CustodiansView() {
  return (
    <NotYet
      title="Custodians"
      meanwhile="Create and import DKEK share files in the Key Manager. Keep the register of custodians, check values and tamper-evident bags on paper."
    >
      <ul>
        <li>A register of who holds which share, and when it was last checked.</li>
        <li>Passwords split so that any few of several custodians can open a share.</li>
        <li>Paper sheets of shares, and reading them back in.</li>
      </ul>
    </NotYet>
  );
}
