import { t } from '../../shared/language/text.ts';
import { bad, type Check, ok, unknown, warning } from './check.ts';
import { type Machine, textOf } from './machine.ts';

const virtualVendors =
  /qemu|kvm|vmware|virtualbox|innotek|xen|parallels|bhyve|bochs|openstack|amazon ec2|google compute|microsoft corporation virtual|hyper-v/i;
const secureBootVariable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';
/** Devices stand on devices: encryption on LVM on RAID … */
const deepestStack = 8;

/** Whether a block device, or all it stands on, is encrypted by device-mapper (dm-crypt's UUID begins with CRYPT). */
async function isEncrypted(machine: Machine, device: string, depth = 0): Promise<boolean> {
  if (depth > deepestStack) return false;
  if ((await textOf(machine, `${device}/dm/uuid`))?.startsWith('CRYPT-')) return true;
  const below = (await machine.names(`${device}/slaves`)) ?? [];
  if (below.length === 0) return false;
  for (const name of below) if (!(await isEncrypted(machine, `/sys/class/block/${name}`, depth + 1))) return false;
  return true;
}

export const systemChecks: readonly Check[] = [
  {
    id: 'physical-machine',
    check: t('Physical machine'),
    why: t('The host of a virtual machine sees its memory, keyboard and screen.'),
    mend: t('Use a machine of its own, started from a medium that was checked.'),
    look: async (machine) => {
      const [product, vendor, cpu] = [
        await textOf(machine, '/sys/class/dmi/id/product_name').catch(() => undefined),
        await textOf(machine, '/sys/class/dmi/id/sys_vendor').catch(() => undefined),
        await textOf(machine, '/proc/cpuinfo'),
      ];
      if ((await machine.names('/run'))?.includes('.containerenv') || (await machine.names('/'))?.includes('.dockerenv'))
        return warning('container', t('This is a container.'));
      if (virtualVendors.test(`${vendor} ${product}`))
        return warning(`virtual ${vendor ?? product}`, t('This is a virtual machine ({vendor}).', { vendor: vendor ?? product ?? '' }));
      if (/^flags\s*:.*\bhypervisor\b/m.test(cpu ?? ''))
        return warning('virtual-processor', t('This is a virtual machine: its processor says so.'));
      return cpu === undefined ? unknown('not-told', t('It cannot be told.')) : ok('physical', t('Nothing says that it is a virtual one.'));
    },
  },
  {
    id: 'secure-boot',
    check: t('Secure Boot'),
    why: t('It makes it harder to exchange the system that is started here.'),
    mend: t('Switch it on in the firmware, or verify the start medium in another way and say so in the minutes.'),
    look: async (machine) => {
      const content = await machine.bytes(secureBootVariable).catch(() => undefined);
      // Four bytes of attributes, then the value (UEFI 3.3).
      if (content?.length !== 5) return unknown('not-told', t('The firmware does not tell it.'));
      return content[4] === 1 ? ok('on', t('It is on.')) : warning('off', t('It is off.'));
    },
  },
  {
    id: 'disk-encryption',
    check: t('Disk encryption'),
    why: t('A disk that is not encrypted gives whoever takes it all files of the ceremony, and lets them change the system.'),
    mend: t('Install with an encrypted disk, or start from a read-only medium and keep the files on their own.'),
    look: async (machine) => {
      const mounts = (await textOf(machine, '/proc/self/mountinfo')) ?? '';
      const root = mounts
        .split('\n')
        .map((line) => line.split(' '))
        .findLast((fields) => fields[4] === '/');
      const number = root?.[2];
      const kind = root?.[(root.indexOf('-') ?? 0) + 1];
      if (number === undefined) return unknown('not-told', t('It cannot be told.'));
      if (kind === 'overlay' || kind === 'tmpfs' || kind === 'squashfs')
        return ok('not-on-disk', t('The system runs from memory or a read-only medium.'));
      const device = `/sys/dev/block/${number}`;
      if ((await machine.names(device)) === undefined) return unknown('other-file-system', t('It cannot be told for this file system.'));
      return (await isEncrypted(machine, device))
        ? ok('encrypted', t('The disk of the system is encrypted.'))
        : warning('in-clear', t('The disk of the system is not encrypted by dm-crypt.'));
    },
  },
];

export interface RunningApp {
  /** The runtime is one for development, rehearsal and tests. */
  readonly developmentOnly: boolean;
  readonly packaged: boolean;
  /** Pages run without Chromium's sandbox. */
  readonly withoutSandbox: boolean;
  /** The package's files that are not those of its list of hashes; undefined where it has no list. */
  readonly changedFiles: () => Promise<readonly string[] | undefined>;
}

export function appChecks({ developmentOnly, packaged, withoutSandbox, changedFiles }: RunningApp): readonly Check[] {
  return [
    {
      id: 'runtime',
      check: t('Runtime'),
      why: t('Known faults of an old runtime are open to whatever the app is given to read.'),
      mend: t('Install Conclave with its own runtime: with Electron as package.json names it.'),
      look: async () =>
        developmentOnly
          ? bad('development', t('It is fit for development, rehearsal and tests only.'))
          : ok('own', t('It is the one this app was made for.')),
    },
    {
      id: 'files-of-this-app',
      check: t('Files of this app'),
      why: t('Changed files could hand out what they are given.'),
      mend: t('Install the package again, from a copy whose hash was compared.'),
      look: async () => {
        if (!packaged)
          return bad('no-package', t('The app runs from a working folder, not from a package; nobody can tell whether it was changed.'));
        const changed = await changedFiles();
        if (changed === undefined) return bad('no-list', t('The package has no list of hashes.'));
        if (changed.length === 0) return ok('unchanged', t('They are those of the package’s list of hashes.'));
        const names = changed.slice(0, 5).join(', ');
        const more = Math.max(0, changed.length - 5);
        return bad(`changed ${names} ${more}`, t('Changed: {names}{more, plural, =0 {} other { and # more}}.', { names, more }));
      },
    },
    {
      id: 'sandbox-of-the-windows',
      check: t('Sandbox of the windows'),
      why: t('It keeps a page that was taken over from the rest of the machine.'),
      mend: t('Start Conclave as an ordinary user, not as root and not with --no-sandbox.'),
      look: async () => (withoutSandbox ? bad('off', t('The app was started without it.')) : ok('on', t('It is on.'))),
    },
  ];
}
