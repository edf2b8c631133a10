import { app } from 'electron';

/** Switches that open the app to a debugger. Fuses cover --inspect in packages, but not these. */
const debugging = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'inspect', 'inspect-brk', 'inspect-port'];

export interface CommandLine {
  /** Start with simulated readers even where there is a real one. */
  readonly rehearsal: boolean;
  /** The tag that was asked for with --language, or ''. */
  readonly language: string;
}

/** Reads the command line. A packaged app ends here when it was started with a debugger's switch. */
export function readCommandLine(): CommandLine {
  const { commandLine } = app;
  const found = debugging.find((name) => commandLine.hasSwitch(name));
  if (app.isPackaged && found !== undefined) {
    process.stderr.write(`conclave: refused to start with --${found}: PINs and shares would be open to a debugger\n`);
    app.exit(1);
    process.exit(1);
  }
  const userData = commandLine.getSwitchValue('user-data-dir');
  if (userData !== '') app.setPath('userData', userData);
  return { rehearsal: commandLine.hasSwitch('rehearsal'), language: commandLine.getSwitchValue('language') };
}
