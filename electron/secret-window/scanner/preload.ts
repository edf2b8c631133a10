import { contextBridge, ipcRenderer } from 'electron';
import { scannerChannels as channels, type ScannerBridge } from './messages.ts';

/** The scanner has code of others in it (QR, PDF): it can take one job, give texts and end, and nothing more. */
const bridge: ScannerBridge = {
  job: () => ipcRenderer.invoke(channels.job),
  found: (texts) => ipcRenderer.invoke(channels.found, texts),
  ended: (why) => void ipcRenderer.invoke(channels.ended, why),
};

contextBridge.exposeInMainWorld('scanner', bridge);
