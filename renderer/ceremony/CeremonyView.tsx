import { NotYet } from '../frame/NotYet.tsx';

export function CeremonyView() {
  return (
    <NotYet
      title="Ceremony"
      meanwhile="Work through your own script with the Key Manager. Every report there shows the check values and file hashes that belong into the minutes."
    >
      <ul>
        <li>A plan of people, devices and steps, reviewed before the ceremony.</li>
        <li>A script that leads through it step by step, with times and the witness's confirmation.</li>
        <li>A tamper-evident transcript, and minutes to sign.</li>
      </ul>
    </NotYet>
  );
}
