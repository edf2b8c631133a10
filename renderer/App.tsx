import type { ComponentType } from 'react';
import type { ViewName } from '../shared/models/menu-choice.ts';
import { CeremonyView } from './ceremony/CeremonyView.tsx';
import { CloneView } from './clone/CloneView.tsx';
import { CustodiansView } from './custodians/CustodiansView.tsx';
import { DialogHost } from './dialogs/DialogHost.tsx';
import { Banners } from './frame/Banners.tsx';
import { Header } from './frame/Header.tsx';
import { StatusBar } from './frame/StatusBar.tsx';
import { WorkStrip } from './frame/WorkStrip.tsx';
import { KeyManager } from './key-manager/KeyManager.tsx';
import { RoomProvider, useRoomState } from './room-context.ts';
import type { Room } from './store.ts';
import { WebadmView } from './webadm/WebadmView.tsx';

const views: Record<ViewName, ComponentType> = {
  'Key Manager': KeyManager,
  Custodians: CustodiansView,
  'Clone & Verify': CloneView,
  Ceremony: CeremonyView,
  WebADM: WebadmView,
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
  const View = views[useRoomState((state) => state.view)];
  return <View />;
}
