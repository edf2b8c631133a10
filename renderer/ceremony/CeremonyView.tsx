import { Notes } from '../frame/Notes.tsx';
import { NotYet } from '../frame/NotYet.tsx';
import { MinutesPanel } from './minutes/MinutesPanel.tsx';

export function CeremonyView() {
  return (
    <div className="custodians">
      <div className="custodians-page">
        <Notes />
        <NotYet
          title="Ceremony"
          meanwhile="Work through your own script with the Key Manager. The open ceremony folder records what is done; minutes and forms are made below."
        >
          <ul>
            <li>A plan of people, devices and steps, reviewed before the ceremony.</li>
            <li>A script that leads through it step by step, with times and the witness's confirmation.</li>
          </ul>
        </NotYet>
        <MinutesPanel />
      </div>
    </div>
  );
}
