import { listed, t } from '../../shared/language/text.ts';
import { bad, type Check, ok } from './check.ts';
import { type Machine, textOf } from './machine.ts';

const upFlag = 0x1; // IFF_UP of linux/if.h
const routeUp = 0x1; // RTF_UP of linux/route.h
const routeReject = 0x200; // RTF_REJECT

/**
 * Every interface of the machine and of our own network namespace: where the app was given a private one, /sys still shows
 * the machine's, and it is the machine that must be off the network.
 */
async function interfaceNames(machine: Machine): Promise<string[]> {
  const own = (await textOf(machine, '/proc/net/dev'))?.split('\n').flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? []);
  if (own === undefined) throw new Error('no /proc/net/dev');
  const all = new Set([...own, ...((await machine.names('/sys/class/net')) ?? [])]);
  return [...all].filter((name) => name !== 'lo' && name !== 'bonding_masters').sort();
}

const interfaces: Check = {
  id: 'network-interfaces',
  check: t('Network interfaces'),
  why: t('Whatever reaches this machine over a network can reach the keys and shares that are on it during the ceremony.'),
  mend: t('Pull every network cable and switch the interfaces off: nmcli networking off, or sudo ip link set NAME down.'),
  look: async (machine) => {
    const up: string[] = [];
    for (const name of await interfaceNames(machine)) {
      const flags = await textOf(machine, `/sys/class/net/${name}/flags`);
      // One whose state nobody tells counts as up.
      if (flags === undefined || (Number(flags) & upFlag) !== 0) up.push(name);
    }
    return up.length === 0
      ? ok('none-up', t('None is up but the loopback.'))
      : bad(`up ${up.join(' ')}`, t('{n, plural, one {{names} is} other {{names} are}} up.', { n: up.length, names: listed(up) }));
  },
};

/** Text of the machine's table (that of its first process) where it can be read, and of our own. */
async function routes(machine: Machine, table: string): Promise<string[]> {
  const texts = [await textOf(machine, `/proc/1/net/${table}`).catch(() => undefined), await textOf(machine, `/proc/net/${table}`)];
  return texts.flatMap((text) => text?.split('\n') ?? []);
}

const defaultRoute: Check = {
  id: 'default-route',
  check: t('Default route'),
  why: t('A default route means that this machine can reach other networks, and they it.'),
  mend: t('Disconnect from the network, then look: ip route; ip -6 route. Nothing named "default" may be left.'),
  look: async (machine) => {
    if ((await textOf(machine, '/proc/net/route')) === undefined) return bad('unreadable', t('The table of routes could not be read.'));
    const v4 = (await routes(machine, 'route')).some((line) => {
      const [, destination, , flags, , , , mask] = line.trim().split(/\s+/);
      return destination === '00000000' && mask === '00000000' && (Number.parseInt(flags ?? '0', 16) & routeUp) !== 0;
    });
    // No such file where the system has no IPv6.
    const v6 = (await routes(machine, 'ipv6_route')).some((line) => {
      const fields = line.trim().split(/\s+/);
      const flags = Number.parseInt(fields[8] ?? '0', 16);
      return /^0{32}$/.test(fields[0] ?? '') && fields[1] === '00' && (flags & routeUp) !== 0 && (flags & routeReject) === 0;
    });
    const found = [...(v4 ? ['IPv4'] : []), ...(v6 ? ['IPv6'] : [])];
    return found.length === 0
      ? ok('none', t('There is none.'))
      : bad(`for ${found.join(' ')}`, t('There is one for {versions}.', { versions: listed(found) }));
  },
};

async function switches(machine: Machine, type: string): Promise<{ on: boolean }[]> {
  const found: { on: boolean }[] = [];
  for (const name of (await machine.names('/sys/class/rfkill')) ?? []) {
    const folder = `/sys/class/rfkill/${name}`;
    if ((await textOf(machine, `${folder}/type`)) !== type) continue;
    const blocked = [await textOf(machine, `${folder}/soft`), await textOf(machine, `${folder}/hard`)].includes('1');
    found.push({ on: !blocked });
  }
  return found;
}

function radio(id: string, check: string, type: string, hardware: (machine: Machine) => Promise<boolean>): Check {
  return {
    id,
    check,
    why: t('A radio is a network that nobody sees.'),
    mend: t('Switch it off in the firmware or take it out; at least block it: sudo rfkill block {type}.', { type }),
    look: async (machine) => {
      const found = await switches(machine, type);
      if (found.some(({ on }) => on)) return bad('on', t('It is there and switched on.'));
      if (found.length > 0) return ok('blocked', t('It is there and blocked.'));
      return (await hardware(machine))
        ? bad('no-switch', t('It is there, without a switch that says that it is off.'))
        : ok('none', t('There is none.'));
    },
  };
}

const hasWifi = async (machine: Machine): Promise<boolean> => {
  for (const name of (await machine.names('/sys/class/net')) ?? []) {
    const parts = (await machine.names(`/sys/class/net/${name}`)) ?? [];
    if (parts.includes('wireless') || parts.includes('phy80211')) return true;
  }
  return false;
};
const hasBluetooth = async (machine: Machine): Promise<boolean> => ((await machine.names('/sys/class/bluetooth')) ?? []).length > 0;
const never = async (): Promise<boolean> => false;

export const networkChecks: readonly Check[] = [
  interfaces,
  defaultRoute,
  radio('wi-fi', t('Wi-Fi'), 'wlan', hasWifi),
  radio('bluetooth', t('Bluetooth'), 'bluetooth', hasBluetooth),
  radio('mobile-network', t('Mobile network'), 'wwan', never),
];
