import { createRoot } from 'react-dom/client';
import type { Bridge } from '../shared/ipc/contract.ts';
import { t } from '../shared/language/text.ts';
import { App } from './App.tsx';
import { loadDeferred } from './deferred.tsx';
import { Room } from './store.ts';
import './theme/tokens.css';
import './theme/high-contrast.css';
import './theme/base.css';
import './theme/frame.css';
import './theme/controls.css';
import './theme/words.css';
import './theme/tree.css';
import './theme/key-manager.css';
import './theme/objects.css';
import './theme/applications.css';
import './theme/custodians.css';
import './theme/share-sets.css';
import './theme/holdings.css';
import './theme/certificates.css';
import './theme/clone.css';
import './theme/drill.css';
import './theme/inspect.css';
import './theme/webadm.css';
import './theme/plan.css';
import './theme/script.css';
import './theme/script-room.css';
import './theme/script-side.css';
import './theme/transcript.css';
import './theme/dialog.css';
import './theme/menu.css';
import './theme/help.css';

declare global {
  interface Window {
    /** Put there by the preload; absent when the page is opened outside the app. */
    readonly conclave?: Bridge;
  }
}

const place = document.getElementById('room');
const bridge = window.conclave;
if (place && bridge) {
  const room = new Room(bridge);
  room.start();
  // A plan is in no file until it is saved: main asks before it is lost.
  window.onbeforeunload = (event) => {
    if (room.desk.state.draft?.isChanged) event.preventDefault();
  };
  createRoot(place).render(<App room={room} />);
  onceQuiet(room, () => void loadDeferred());
} else if (place) {
  place.textContent = t('This page works only inside the Conclave application.');
}

/** When the cards that are there have been read and drawn: main reads them, and gives out scripts, on one thread. */
function onceQuiet(room: Room, work: () => void): void {
  const end = room.subscribe(() => {
    const { snapshot } = room.state;
    if (!snapshot || snapshot.readers.some(({ card }) => card.kind === 'reading')) return;
    end();
    requestIdleCallback(work);
  });
}
