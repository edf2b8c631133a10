import { NotYet } from '../frame/NotYet.tsx';

export function CloneView() {
  return (
    <NotYet
      title="Clone & Verify"
      meanwhile="Clone by hand in the Key Manager: initialize the second device with the same number of DKEK shares, import the same shares, compare the DKEK KCV, then export each key from the first device, import it into the second and test it there."
    >
      <ul>
        <li>Copying all keys of one device to others in one supervised run.</li>
        <li>Comparing devices key by key.</li>
        <li>Drills that prove that shares and files bring the keys back.</li>
      </ul>
    </NotYet>
  );
}
