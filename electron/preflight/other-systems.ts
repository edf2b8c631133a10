import { listed, t } from '../../shared/language/text.ts';
import { bad, type Check, ok, unknown, warning } from './check.ts';

/** What macOS and Windows tell; the rest a person has to look at. Untried on real machines. */
const interfaces: Check = {
  id: 'network-interfaces',
  check: t('Network interfaces'),
  why: t('Whatever reaches this machine over a network can reach the keys and shares that are on it during the ceremony.'),
  mend: t('Pull every network cable and switch Wi-Fi off.'),
  look: async ({ addressed }) => {
    const found = addressed();
    return found.length === 0
      ? ok('no-address', t('None has an address but the loopback.'))
      : bad(
          `address ${found.join(' ')}`,
          t('{n, plural, one {{names} has} other {{names} have}} an address.', { n: found.length, names: listed(found) }),
        );
  },
};

function byEye(id: string, check: string, why: string, mend: string): Check {
  return { id, check, why, mend, look: async () => unknown('not-told', t('This system does not tell the app.')) };
}

const radios = byEye(
  'wi-fi-and-bluetooth',
  t('Wi-Fi and Bluetooth'),
  t('A radio is a network that nobody sees.'),
  t('Look in the system settings that both are off.'),
);
const sharing = byEye(
  'remote-access',
  t('Remote access'),
  t('Who shares this screen or keyboard sees every share, and types PINs.'),
  t('Look in the system settings that screen sharing, remote login and remote desktop are off.'),
);
const spool = byEye(
  'print-spool',
  t('Print spool'),
  t('A print service may keep copies of printed sheets.'),
  t('Use a printer connected by USB, and look afterwards that no job is kept; or copy the shares by hand onto blank forms.'),
);

export const macChecks: readonly Check[] = [
  interfaces,
  radios,
  sharing,
  spool,
  {
    id: 'swap',
    check: t('Swap'),
    why: t('What is swapped out lies on the disk long after the ceremony: PINs, passwords, shares.'),
    mend: t('macOS encrypts its swap. Use a machine with enough memory and restart it before the ceremony.'),
    look: async ({ output }) => {
      const text = await output('/usr/sbin/sysctl', '-n', 'vm.swapusage');
      const used = /used = ([\d.]+)/.exec(text ?? '')?.[1];
      if (used === undefined) return unknown('not-told', t('The system does not tell it.'));
      return Number(used) === 0 ? ok('unused', t('None is in use.')) : warning('used', t('Some is in use; macOS encrypts it.'));
    },
  },
  {
    id: 'disk-encryption',
    check: t('Disk encryption'),
    why: t('A disk that is not encrypted gives whoever takes it all files of the ceremony.'),
    mend: t('Switch FileVault on.'),
    look: async ({ output }) => {
      const text = await output('/usr/bin/fdesetup', 'status');
      if (text === undefined) return unknown('not-told', t('The system does not tell it.'));
      return /FileVault is On/.test(text) ? ok('on', t('FileVault is on.')) : warning('off', t('FileVault is off.'));
    },
  },
  {
    id: 'physical-machine',
    check: t('Physical machine'),
    why: t('The host of a virtual machine sees its memory, keyboard and screen.'),
    mend: t('Use a machine of its own.'),
    look: async ({ output }) => {
      const text = (await output('/usr/sbin/sysctl', '-n', 'kern.hv_vmm_present'))?.trim();
      if (text !== '0' && text !== '1') return unknown('not-told', t('The system does not tell it.'));
      return text === '1'
        ? warning('virtual', t('This is a virtual machine.'))
        : ok('physical', t('Nothing says that it is a virtual one.'));
    },
  },
];

export const windowsChecks: readonly Check[] = [
  interfaces,
  radios,
  sharing,
  spool,
  byEye(
    'swap',
    t('Swap'),
    t('The page file keeps PINs, passwords and shares long after the ceremony.'),
    t('Set the page file to none, hibernation off, and restart.'),
  ),
  byEye(
    'disk-encryption',
    t('Disk encryption'),
    t('A disk that is not encrypted gives whoever takes it all files of the ceremony.'),
    t('Look that BitLocker is on: manage-bde -status.'),
  ),
  byEye(
    'error-reports',
    t('Error reports'),
    t('An error report is a copy of the memory of a program that crashed.'),
    t('Switch Windows Error Reporting and crash dumps off.'),
  ),
];
