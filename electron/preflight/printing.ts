import { listed, t } from '../../shared/language/text.ts';
import { bad, type Check, ok, unknown, warning } from './check.ts';
import { textOf } from './machine.ts';

const overUsb = /^(usb|hp:\/usb|ipp:\/\/(localhost|127\.0\.0\.1)[:/]|ippusb|parallel|epson-usb)/i;
const toFile = /^(cups-pdf|file|pdf):/i;

export const printingChecks: readonly Check[] = [
  {
    id: 'print-spool',
    check: t('Print spool'),
    why: t('CUPS keeps a copy of printed documents for a day unless told not to: sheets with shares are documents.'),
    mend: t('Put the line "PreserveJobFiles No" into /etc/cups/cupsd.conf, then: sudo systemctl restart cups.'),
    look: async (machine) => {
      if ((await machine.names('/etc/cups')) === undefined) return ok('no-service', t('There is no print service (CUPS).'));
      const text = await textOf(machine, '/etc/cups/cupsd.conf');
      if (text === undefined) return ok('no-service', t('There is no print service (CUPS).'));
      const [, value] = [...text.matchAll(/^\s*PreserveJobFiles\s+(\S+)/gim)].at(-1) ?? [];
      if (value !== undefined && /^(no|off|false|0)$/i.test(value)) return ok('not-kept', t('Printed documents are not kept.'));
      return value === undefined
        ? bad('kept', t('Printed documents are kept for a day (the default).'))
        : bad(`kept ${value}`, t('Printed documents are kept (PreserveJobFiles {value}).', { value }));
    },
  },
  {
    id: 'printers',
    check: t('Printers'),
    why: t('A printer in the network gets the sheets over the network, and keeps them.'),
    mend: t('Remove network printers (lpadmin -x NAME) and connect one by USB; or copy the shares by hand onto blank forms.'),
    look: async (machine) => {
      if ((await machine.names('/etc/cups')) === undefined) return ok('none', t('There is none.'));
      const output = await machine.output('lpstat', '-v');
      if (output === undefined)
        return unknown('not-told', t('The print service does not say which there are.'), t('Look which printers are set up: lpstat -v.'));
      const printers = [...output.matchAll(/^device for ([^:]+): (\S+)/gm)].map(([, name = '', uri = '']) => ({ name, uri }));
      const names = (kept: (uri: string) => boolean) => printers.filter(({ uri }) => kept(uri)).map(({ name }) => name);
      const far = names((uri) => !overUsb.test(uri) && !toFile.test(uri));
      if (far.length > 0)
        return bad(
          `far ${far.join(' ')}`,
          t('{n, plural, one {{names} is} other {{names} are}} not connected by USB.', { n: far.length, names: listed(far) }),
        );
      const files = names((uri) => toFile.test(uri));
      if (files.length > 0)
        return warning(
          `to-file ${files.join(' ')}`,
          t('{names} writes files.', { names: listed(files) }),
          t('Remove it, so that no sheet is "printed" into a file.'),
        );
      const all = names(() => true);
      return all.length === 0 ? ok('none', t('There is none.')) : ok(`usb ${all.join(' ')}`, t('{names}, by USB.', { names: listed(all) }));
    },
  },
];
