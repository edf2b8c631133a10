import type { ComponentType } from 'react';
import type { ViewName } from '../shared/models/menu-choice.ts';
import { Deferred, Later } from './deferred.tsx';
import { DialogHost } from './dialogs/DialogHost.tsx';
import { Banners } from './frame/Banners.tsx';
import { Header } from './frame/Header.tsx';
import { StatusBar } from './frame/StatusBar.tsx';
import { WorkStrip } from './frame/WorkStrip.tsx';
import { KeyManager } from './key-manager/KeyManager.tsx';
import { RoomProvider, useRoomState } from './room-context.ts';
import type { Room } from './store.ts';

/** All but the one that is shown first. */
const laterViews: Record<Exclude<ViewName, 'Key Manager'>, Deferred<ComponentType>> = {
  Custodians: new Deferred(async () => (await import('./custodians/CustodiansView.tsx')).CustodiansView),
  'Clone & Verify': new Deferred(async () => (await import('./clone/CloneView.tsx')).CloneView),
  Ceremony: new Deferred(async () => (await import('./ceremony/CeremonyView.tsx')).CeremonyView),
  WebADM: new Deferred(async () => (await import('./webadm/WebadmView.tsx')).WebadmView),
};

export function App({ room }: { readonly room: Room }) {
  return (
    <RoomProvider value={room}>
      <Banners />
      <Header />
      <main>
        <CurrentView />
      </main>
      <WorkStrip />
      <StatusBar />
      <DialogHost />
    </RoomProvider>
  );
}

function CurrentView() {
  const view = useRoomState((state) => state.view);
  return view === 'Key Manager' ? <KeyManager /> : <Later key={view} part={laterViews[view]} props={{}} />;
}
