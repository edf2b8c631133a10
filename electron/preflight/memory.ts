import { bad, type Check, listed, ok, warning } from './check.ts';
import { textOf } from './machine.ts';

/** Where memory could end up on a disk, or in another program. */
export const memoryChecks: readonly Check[] = [
  {
    check: 'Swap',
    why: 'What is swapped out lies on the disk long after the ceremony: PINs, passwords, shares.',
    mend: 'sudo swapoff -a, and take the swap out of /etc/fstab.',
    look: async (machine) => {
      const text = await textOf(machine, '/proc/swaps');
      if (text === undefined) return bad('The list of swap areas could not be read.');
      const areas = text
        .split('\n')
        .slice(1)
        .flatMap((line) => line.split(/\s+/)[0] || []);
      if (areas.length === 0) return ok('There is none.');
      const onDisk = areas.filter((area) => !/^\/dev\/zram\d+$/.test(area));
      return onDisk.length > 0 ? bad(`${listed(onDisk)} is used.`) : warning(`Only ${listed(areas)} is used, which is compressed memory.`);
    },
  },
  {
    check: 'Core dumps of this app',
    why: 'A core dump is a copy of the memory of a program that crashed, with every secret in it.',
    mend: 'Start Conclave again by its own launcher; it forbids them to itself and to its child processes.',
    look: async (machine) => {
      const limits = (await textOf(machine, '/proc/self/limits')) ?? '';
      const [, soft, hard] = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
      return soft === '0' && hard === '0' ? ok('The limit is 0, and cannot be raised.') : bad('They are not forbidden.');
    },
  },
  {
    check: 'Core dump handler',
    why: 'A handler that is a program gets the memory of crashed programs even where the limit is 0.',
    mend: 'sudo sysctl -w kernel.core_pattern=core. With the limit of 0, nothing is then written.',
    look: async (machine) => {
      const pattern = await textOf(machine, '/proc/sys/kernel/core_pattern');
      if (pattern === undefined) return bad('The setting could not be read.');
      if (!pattern.startsWith('|')) return ok('Core dumps are handed to no program.');
      const program = pattern.slice(1).trim().split(/\s+/)[0] ?? '';
      return /^(\/usr)?\/bin\/(false|true)$/.test(program)
        ? ok('Core dumps are thrown away.')
        : bad(`Core dumps are handed to ${program}.`);
    },
  },
  {
    check: 'Memory of other programs',
    why: 'Without this protection any program of the same user can read the memory of this one.',
    mend: 'sudo sysctl -w kernel.yama.ptrace_scope=1, or 2 to be stricter.',
    look: async (machine) => {
      const scope = await textOf(machine, '/proc/sys/kernel/yama/ptrace_scope');
      if (scope === undefined) return bad('The kernel has no such protection (Yama).');
      return Number(scope) >= 1
        ? ok('Programs cannot read it (ptrace_scope is 1 or more).')
        : bad('Programs can read it (ptrace_scope is 0).');
    },
  },
];
