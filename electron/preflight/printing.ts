import { bad, type Check, listed, ok, unknown, warning } from './check.ts';
import { textOf } from './machine.ts';

const overUsb = /^(usb|hp:\/usb|ipp:\/\/(localhost|127\.0\.0\.1)[:/]|ippusb|parallel|epson-usb)/i;
const toFile = /^(cups-pdf|file|pdf):/i;

export const printingChecks: readonly Check[] = [
  {
    check: 'Print spool',
    why: 'CUPS keeps a copy of printed documents for a day unless told not to: sheets with shares are documents.',
    mend: 'Put the line "PreserveJobFiles No" into /etc/cups/cupsd.conf, then: sudo systemctl restart cups.',
    look: async (machine) => {
      if ((await machine.names('/etc/cups')) === undefined) return ok('There is no print service (CUPS).');
      const text = await textOf(machine, '/etc/cups/cupsd.conf');
      if (text === undefined) return ok('There is no print service (CUPS).');
      const [, value] = [...text.matchAll(/^\s*PreserveJobFiles\s+(\S+)/gim)].at(-1) ?? [];
      if (value !== undefined && /^(no|off|false|0)$/i.test(value)) return ok('Printed documents are not kept.');
      return bad(
        value === undefined
          ? 'Printed documents are kept for a day (the default).'
          : `Printed documents are kept (PreserveJobFiles ${value}).`,
      );
    },
  },
  {
    check: 'Printers',
    why: 'A printer in the network gets the sheets over the network, and keeps them.',
    mend: 'Remove network printers (lpadmin -x NAME) and connect one by USB; or copy the shares by hand onto blank forms.',
    look: async (machine) => {
      if ((await machine.names('/etc/cups')) === undefined) return ok('There is none.');
      const output = await machine.output('lpstat', '-v');
      if (output === undefined)
        return unknown('The print service does not say which there are.', 'Look which printers are set up: lpstat -v.');
      const printers = [...output.matchAll(/^device for ([^:]+): (\S+)/gm)].map(([, name = '', uri = '']) => ({ name, uri }));
      const names = (kept: (uri: string) => boolean) => printers.filter(({ uri }) => kept(uri)).map(({ name }) => name);
      const far = names((uri) => !overUsb.test(uri) && !toFile.test(uri));
      if (far.length > 0) return bad(`${listed(far)} ${far.length === 1 ? 'is' : 'are'} not connected by USB.`);
      const files = names((uri) => toFile.test(uri));
      if (files.length > 0) return warning(`${listed(files)} writes files.`, 'Remove it, so that no sheet is "printed" into a file.');
      return printers.length === 0 ? ok('There is none.') : ok(`${listed(names(() => true))}, by USB.`);
    },
  },
];
