import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Machine, thisMachine } from '../../electron/preflight/machine.ts';

/** A file's text or bytes; undefined takes it away. */
export type Tree = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A Linux machine off every network, as it should be, written as the kernel writes it (Debian 12, Linux 6.1). */
export const fitMachine: Tree = {
  '/proc/net/dev':
    'Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n    lo:  125440    1504    0    0    0     0          0         0   125440    1504    0    0    0     0       0          0\nenp0s31f6:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0\n',
  '/proc/net/route': 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n',
  '/proc/net/ipv6_route':
    '00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n',
  '/sys/class/net/lo/flags': '0x9\n',
  '/sys/class/net/enp0s31f6/flags': '0x1002\n',
  '/proc/swaps': 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n',
  '/proc/self/limits':
    'Limit                     Soft Limit           Hard Limit           Units     \nMax cpu time              unlimited            unlimited            seconds   \nMax core file size        0                    0                    bytes     \n',
  '/proc/sys/kernel/core_pattern': 'core\n',
  '/proc/sys/kernel/yama/ptrace_scope': '1\n',
  '/proc/cpuinfo': 'processor\t: 0\nflags\t\t: fpu vme de pse\n',
  '/sys/class/dmi/id/product_name': 'ThinkPad X230\n',
  '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
  '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': Uint8Array.of(6, 0, 0, 0, 1),
  '/proc/self/mountinfo': '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/sda3_crypt rw,errors=remount-ro\n',
  '/sys/dev/block/254:0/dm/uuid': 'CRYPT-LUKS2-0123456789abcdef0123456789abcdef-sda3_crypt\n',
  '/proc/812/comm': 'pcscd\n',
  '/proc/901/comm': 'electron\n',
};

/** The commands that answer, by what is typed. */
export type Answers = Readonly<Record<string, string>>;

/** A machine made of a folder: the real readers on made-up files. The caller removes it. */
export async function madeUp(tree: Tree, answers: Answers = {}, platform: NodeJS.Platform = 'linux') {
  const root = await mkdtemp(join(tmpdir(), 'conclave-machine-'));
  for (const [path, content] of Object.entries(tree)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (typeof content === 'string' && content.startsWith('-> ')) await symlink(content.slice(3), join(root, path));
    else await writeFile(join(root, path), content);
  }
  const machine: Machine = {
    ...thisMachine(root),
    platform,
    output: async (program, ...args) => answers[[program, ...args].join(' ')],
    addressed: () => [],
    now: () => new Date('2026-11-25T12:00:00Z'),
    timeZone: () => 'Europe/Berlin',
  };
  return { machine, remove: () => rm(root, { recursive: true, force: true }) };
}
