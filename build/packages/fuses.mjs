import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * Switches inside the Electron executable, set once when a package is made. LoadBrowserProcessSpecificV8Snapshot stays as
 * Electron sets it: the app has no snapshot of its own.
 */
export const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

/** The fuses an executable has, by name; older Electrons have fewer. A fuse that Electron has given up reads as undefined. */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const on = { [FuseState.ENABLE]: true, [FuseState.DISABLE]: false };
  return Object.fromEntries(
    Object.entries(FuseV1Options)
      .filter(([name, place]) => Number.isNaN(Number(name)) && wire[place] !== undefined)
      .map(([name, place]) => [name, on[wire[place]]]),
  );
}

/** Sets every fuse that the executable has, and reads them back. Throws where one is unknown to us or did not take. */
export async function setFuses(executable) {
  const present = Object.keys(await readFuses(executable));
  const wanted = Object.fromEntries(present.map((name) => [FuseV1Options[name], wantedFuses[name]]));
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wanted });
  const now = await readFuses(executable);
  const wrong = present.filter((name) => now[name] !== wantedFuses[name]);
  if (wrong.length > 0) throw new Error(`fuses that did not take: ${wrong.join(', ')}`);
  return now;
}
