import { contextBridge, ipcRenderer } from 'electron';
import { secretChannels as channels, type SecretBridge } from './messages.ts';

/** The way from the secret window's page to main. Nothing passes the main window. */
const bridge: SecretBridge = {
  form: () => ipcRenderer.invoke(channels.form),
  submit(entries) {
    // invoke has serialized the bytes when it returns: this copy, made by the context bridge, can go.
    const answer = ipcRenderer.invoke(channels.submit, entries);
    for (const bytes of Object.values(entries)) bytes.fill(0);
    return answer;
  },
  cancel: () => void ipcRenderer.invoke(channels.cancel),
  otherWay: () => void ipcRenderer.invoke(channels.otherWay),
  estimate(password) {
    const answer = ipcRenderer.invoke(channels.estimate, password);
    password.fill(0);
    return answer;
  },
  generate: () => ipcRenderer.invoke(channels.generate),
  height: (pixels) => void ipcRenderer.invoke(channels.height, pixels),
  progress: (listener) => void ipcRenderer.on(channels.progress, (_event, progress) => listener(progress)),
};

contextBridge.exposeInMainWorld('secrets', bridge);
