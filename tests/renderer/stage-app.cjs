// A bare Electron window for the stage: the room's page as the app would open it, without the app's main.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, webPreferences: { sandbox: true } });
  window.loadURL(process.env.STAGE_URL);
});
