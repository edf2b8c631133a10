import { listed, t } from '../../shared/language/text.ts';
import { bad, type Check, ok, warning } from './check.ts';
import { textOf } from './machine.ts';

/** Where memory could end up on a disk, or in another program. */
export const memoryChecks: readonly Check[] = [
  {
    id: 'swap',
    check: t('Swap'),
    why: t('What is swapped out lies on the disk long after the ceremony: PINs, passwords, shares.'),
    mend: t('sudo swapoff -a, and take the swap out of /etc/fstab.'),
    look: async (machine) => {
      const text = await textOf(machine, '/proc/swaps');
      if (text === undefined) return bad('unreadable', t('The list of swap areas could not be read.'));
      const areas = text
        .split('\n')
        .slice(1)
        .flatMap((line) => line.split(/\s+/)[0] || []);
      if (areas.length === 0) return ok('none', t('There is none.'));
      const onDisk = areas.filter((area) => !/^\/dev\/zram\d+$/.test(area));
      return onDisk.length > 0
        ? bad(`used ${onDisk.join(' ')}`, t('{areas} is used.', { areas: listed(onDisk) }))
        : warning(`used ${areas.join(' ')}`, t('Only {areas} is used, which is compressed memory.', { areas: listed(areas) }));
    },
  },
  {
    id: 'core-dumps-of-this-app',
    check: t('Core dumps of this app'),
    why: t('A core dump is a copy of the memory of a program that crashed, with every secret in it.'),
    mend: t('Start Conclave again by its own launcher; it forbids them to itself and to its child processes.'),
    look: async (machine) => {
      const limits = (await textOf(machine, '/proc/self/limits')) ?? '';
      const [, soft, hard] = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
      return soft === '0' && hard === '0'
        ? ok('forbidden', t('The limit is 0, and cannot be raised.'))
        : bad('allowed', t('They are not forbidden.'));
    },
  },
  {
    id: 'core-dump-handler',
    check: t('Core dump handler'),
    why: t('A handler that is a program gets the memory of crashed programs even where the limit is 0.'),
    mend: t('sudo sysctl -w kernel.core_pattern=core. With the limit of 0, nothing is then written.'),
    look: async (machine) => {
      const pattern = await textOf(machine, '/proc/sys/kernel/core_pattern');
      if (pattern === undefined) return bad('unreadable', t('The setting could not be read.'));
      if (!pattern.startsWith('|')) return ok('no-program', t('Core dumps are handed to no program.'));
      const program = pattern.slice(1).trim().split(/\s+/)[0] ?? '';
      return /^(\/usr)?\/bin\/(false|true)$/.test(program)
        ? ok('thrown-away', t('Core dumps are thrown away.'))
        : bad(`handed-to ${program}`, t('Core dumps are handed to {program}.', { program }));
    },
  },
  {
    id: 'memory-of-other-programs',
    check: t('Memory of other programs'),
    why: t('Without this protection any program of the same user can read the memory of this one.'),
    mend: t('sudo sysctl -w kernel.yama.ptrace_scope=1, or 2 to be stricter.'),
    look: async (machine) => {
      const scope = await textOf(machine, '/proc/sys/kernel/yama/ptrace_scope');
      if (scope === undefined) return bad('no-protection', t('The kernel has no such protection (Yama).'));
      return Number(scope) >= 1
        ? ok('protected', t('Programs cannot read it (ptrace_scope is 1 or more).'))
        : bad('unprotected', t('Programs can read it (ptrace_scope is 0).'));
    },
  },
];
