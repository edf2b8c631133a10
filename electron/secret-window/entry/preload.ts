import { contextBridge, ipcRenderer } from 'electron';
import { entryChannels as channels, type EntryBridge } from './messages.ts';

/** The way from an entry window's page to main. */
const bridge: EntryBridge = {
  page: () => ipcRenderer.invoke(channels.page),
  call(name, argument) {
    const answer = ipcRenderer.invoke(channels.call, name, argument);
    // invoke has serialized the bytes when it returns: this copy, made by the context bridge, can go.
    for (const part of Object.values(argument ?? {})) if (part instanceof Uint8Array) part.fill(0);
    return answer;
  },
  cancel: () => void ipcRenderer.invoke(channels.cancel),
  height: (pixels) => void ipcRenderer.invoke(channels.height, pixels),
  progress: (listener) => void ipcRenderer.on(channels.progress, (_event, progress) => listener(progress)),
};

contextBridge.exposeInMainWorld('entry', bridge);
