import type Koffi from 'koffi';

/** RLIMIT_CORE is 4 on Linux and macOS; struct rlimit is two 64-bit numbers there. */
const RLIMIT_CORE = 4;

/** A crash of the module must not write the PIN it held to a file: no core dumps of this process. False where that could not be set. */
export function forbidCoreDumps(koffi: typeof Koffi): boolean {
  if (process.platform === 'win32') return false;
  try {
    const setrlimit = koffi.load(null).func('setrlimit', 'int', ['int', 'uint8 *']);
    return setrlimit(RLIMIT_CORE, new Uint8Array(16)) === 0;
  } catch {
    return false;
  }
}
