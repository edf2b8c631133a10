import { bad, type Check, listed, ok, unknown, warning } from './check.ts';

/** What macOS and Windows tell; the rest a person has to look at. Untried on real machines. */
const interfaces: Check = {
  check: 'Network interfaces',
  why: 'Whatever reaches this machine over a network can reach the keys and shares that are on it during the ceremony.',
  mend: 'Pull every network cable and switch Wi-Fi off.',
  look: async ({ addressed }) => {
    const found = addressed();
    return found.length === 0
      ? ok('None has an address but the loopback.')
      : bad(`${listed(found)} ${found.length === 1 ? 'has' : 'have'} an address.`);
  },
};

function byEye(check: string, why: string, mend: string): Check {
  return { check, why, mend, look: async () => unknown('This system does not tell the app.') };
}

const radios = byEye('Wi-Fi and Bluetooth', 'A radio is a network that nobody sees.', 'Look in the system settings that both are off.');
const sharing = byEye(
  'Remote access',
  'Who shares this screen or keyboard sees every share, and types PINs.',
  'Look in the system settings that screen sharing, remote login and remote desktop are off.',
);
const spool = byEye(
  'Print spool',
  'A print service may keep copies of printed sheets.',
  'Use a printer connected by USB, and look afterwards that no job is kept; or copy the shares by hand onto blank forms.',
);

export const macChecks: readonly Check[] = [
  interfaces,
  radios,
  sharing,
  spool,
  {
    check: 'Swap',
    why: 'What is swapped out lies on the disk long after the ceremony: PINs, passwords, shares.',
    mend: 'macOS encrypts its swap. Use a machine with enough memory and restart it before the ceremony.',
    look: async ({ output }) => {
      const text = await output('/usr/sbin/sysctl', '-n', 'vm.swapusage');
      const used = /used = ([\d.]+)/.exec(text ?? '')?.[1];
      if (used === undefined) return unknown('The system does not tell it.');
      return Number(used) === 0 ? ok('None is in use.') : warning('Some is in use; macOS encrypts it.');
    },
  },
  {
    check: 'Disk encryption',
    why: 'A disk that is not encrypted gives whoever takes it all files of the ceremony.',
    mend: 'Switch FileVault on.',
    look: async ({ output }) => {
      const text = await output('/usr/bin/fdesetup', 'status');
      if (text === undefined) return unknown('The system does not tell it.');
      return /FileVault is On/.test(text) ? ok('FileVault is on.') : warning('FileVault is off.');
    },
  },
  {
    check: 'Physical machine',
    why: 'The host of a virtual machine sees its memory, keyboard and screen.',
    mend: 'Use a machine of its own.',
    look: async ({ output }) => {
      const text = (await output('/usr/sbin/sysctl', '-n', 'kern.hv_vmm_present'))?.trim();
      if (text !== '0' && text !== '1') return unknown('The system does not tell it.');
      return text === '1' ? warning('This is a virtual machine.') : ok('Nothing says that it is a virtual one.');
    },
  },
];

export const windowsChecks: readonly Check[] = [
  interfaces,
  radios,
  sharing,
  spool,
  byEye(
    'Swap',
    'The page file keeps PINs, passwords and shares long after the ceremony.',
    'Set the page file to none, hibernation off, and restart.',
  ),
  byEye(
    'Disk encryption',
    'A disk that is not encrypted gives whoever takes it all files of the ceremony.',
    'Look that BitLocker is on: manage-bde -status.',
  ),
  byEye(
    'Error reports',
    'An error report is a copy of the memory of a program that crashed.',
    'Switch Windows Error Reporting and crash dumps off.',
  ),
];
