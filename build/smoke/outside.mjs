import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { Failed } from './steps.mjs';

/** A process as the kernel describes it, whatever it says of itself. */
function processOf(id) {
  const text = (name) => readFileSync(`/proc/${id}/${name}`, 'latin1');
  const status = text('status');
  const field = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  const args = text('cmdline').split('\0').join(' ');
  return {
    id,
    args,
    kind: /--type=([\w-]+)/.exec(args)?.[1] ?? 'main',
    user: Number(field('Uid').split('\t')[0]),
    seccomp: field('Seccomp'),
    noNewPrivileges: field('NoNewPrivs'),
    capabilities: field('CapEff'),
    coreLimit: /^Max core file size +(\S+)/m.exec(text('limits'))?.[1],
    space: (name) => readlinkSync(`/proc/${id}/ns/${name}`),
    sockets: () => ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((name) => linesOf(`/proc/${id}/net/${name}`)),
    interfaces: () => linesOf(`/proc/${id}/net/dev`, 2).map((line) => line.split(':')[0]?.trim()),
    routes: () => linesOf(`/proc/${id}/net/route`),
  };
}

const linesOf = (file, headings = 1) => readFileSync(file, 'latin1').trimEnd().split('\n').slice(headings);

/** A process and all below it. */
function family(id) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'latin1'))?.[1])]];
      } catch {
        return []; // it has just ended
      }
    });
  const below = (one) => [one, ...parents.filter(([, parent]) => parent === one).flatMap(([child]) => below(child))];
  return below(id);
}

/** The running app's processes; `starter` is what started it. */
export function appProcesses(starter, name) {
  const all = family(starter).map(processOf);
  return all.filter(({ args }) => args.startsWith(`/opt/${name}/`));
}

/** What a started package must look like to the kernel. */
export function checkProcesses(starter, name, room) {
  const all = appProcesses(starter, name);
  const main = all.find(({ kind }) => kind === 'main');
  const pages = all.filter(({ kind }) => kind === 'renderer');
  const wrong = [];
  const expect = (truth, words) => truth || wrong.push(words);
  expect(main, 'the app does not run');
  expect(pages.length > 0, 'no page runs');
  for (const each of all) {
    const who = `${each.kind} (${each.id})`;
    expect(each.user !== 0, `${who} runs as root`);
    expect(
      /^0+$/.test(each.capabilities) || each.space('user') !== readlinkSync('/proc/self/ns/user'),
      `${who} has capabilities of the system`,
    );
    expect(!each.args.includes('--no-sandbox'), `${who} was started without the sandbox`);
    expect(each.coreLimit === '0', `${who} may dump core`);
  }
  for (const page of pages) {
    const who = `page ${page.id}`;
    expect(page.seccomp === '2', `${who} has no seccomp filter (Seccomp: ${page.seccomp})`);
    expect(page.noNewPrivileges === '1', `${who} may get new privileges`);
    for (const space of ['user', 'pid', 'net'])
      expect(main && page.space(space) !== main.space(space), `${who} is in the app's own ${space} namespace`);
  }
  if (main) {
    expect(main.space('net') !== readlinkSync(`/proc/${room.pid}/ns/net`), "the app is in the system's network namespace");
    for (const each of all) {
      expect(each.routes().length === 0, `${each.kind} has a route into a network`);
      expect(each.sockets().length === 0, `${each.kind} has a socket of a network open`);
      expect(
        each.interfaces().every((one) => one === 'lo'),
        `${each.kind} has a network interface`,
      );
    }
    expect(/libpcsclite/.test(readFileSync(`/proc/${main.id}/maps`, 'latin1')), 'pcsc-lite is not loaded');
  }
  if (wrong.length > 0) throw new Failed(wrong.join('\n'));
  return `${all.length} processes of user ${main.user}, ${pages.length} sandboxed page${pages.length === 1 ? '' : 's'}`;
}
