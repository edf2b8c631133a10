import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stop } from '../say.mjs';

/**
 * Starts a finished package of Linux as its users do, without a debugger, and looks from outside whether it keeps what it
 * promises: what is loaded, who is sandboxed, which back doors are shut. Needs a display in `env`. Throws Stop with what failed.
 */
export async function checkStart(unpacked, naming, env) {
  const work = mkdtempSync(join(tmpdir(), 'conclave-check-'));
  const failed = [];
  const expect = (truth, words) => truth || failed.push(words);
  const program = (folder) => join(folder, naming.name);
  try {
    const first = start(program(unpacked), [], join(work, 'first'), env);
    await until(() => existsSync(join(work, 'first/rehearsal')) && /libpcsclite/.test(mapsOf(first)), 30_000);
    expect(/koffi\.node/.test(mapsOf(first)), 'koffi is not loaded');
    expect(/libpcsclite/.test(mapsOf(first)), 'pcsc-lite is not loaded');
    expect(/^Max core file size +0 +0 /m.test(readFileSync(`/proc/${first.pid}/limits`, 'utf8')), 'core dumps are possible');
    const pages = processesOf(first.pid).filter((line) => line.includes('--type=renderer'));
    expect(pages.length > 0, 'no page was opened');
    expect(process.getuid() === 0 || pages.every((line) => !line.includes('--no-sandbox')), 'a page is not sandboxed');
    expect((await ended(first, 'SIGTERM')) === 0, 'it does not end in order');

    const asNode = begin(program(unpacked), ['-e', 'process.exit(42)'], { ...env, ELECTRON_RUN_AS_NODE: '1' });
    expect((await ended(asNode, undefined, 3000)) !== 42, 'ELECTRON_RUN_AS_NODE turns it into Node');
    const inspected = start(program(unpacked), ['--inspect=0'], join(work, 'inspect'), env);
    await ended(inspected, undefined, 5000);
    expect(!/Debugger listening/.test(inspected.said), '--inspect opens it to a debugger');
    const remote = start(program(unpacked), ['--remote-debugging-port=0'], join(work, 'remote'), env);
    expect((await ended(remote, undefined, 10_000)) === 1, '--remote-debugging-port is not refused');

    const harmed = join(work, 'harmed');
    cpSync(unpacked, harmed, { recursive: true });
    const native = readdirSync(harmed, { recursive: true }).find((path) => path.endsWith('.node'));
    appendFileSync(join(harmed, native), 'x');
    const refused = start(program(harmed), [], join(work, 'refused'), env);
    await until(() => /are not those of its package/.test(refused.said), 15_000);
    expect(/are not those of its package/.test(refused.said), 'it starts with another native module than its own');
    expect(!/koffi\.node/.test(mapsOf(refused)), 'it loads a native module that is not its own');
    await ended(refused, 'SIGKILL');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (failed.length > 0) throw new Stop(`the package does not keep what it promises: ${failed.join('; ')}.`);
}

function start(program, args, userData, env) {
  const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return begin(program, [...args, '--rehearsal', `--user-data-dir=${userData}`, ...asRoot], env);
}

function begin(program, args, env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (child.said += text));
  child.over = new Promise((resolve) => child.on('close', (code) => resolve(code)));
  return child;
}

/** The exit code, after a signal where one is given; undefined where it had to be killed after `patienceMs`. */
async function ended(child, signal, patienceMs = 10_000) {
  if (signal) child.kill(signal);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, patienceMs);
  const code = await child.over;
  clearTimeout(timer);
  return late ? undefined : code;
}

async function until(reached, patienceMs) {
  const end = Date.now() + patienceMs;
  while (!reached() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}

function mapsOf({ pid }) {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8');
  } catch {
    return '';
  }
}

/** The command lines of a process's descendants. */
function processesOf(pid) {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
        return [{ id: Number(name), parent, args: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }]; // pages' are joined by blanks already
      } catch {
        return []; // it has just ended
      }
    });
  const below = (id) => all.filter(({ parent }) => parent === id).flatMap((each) => [each.args, ...below(each.id)]);
  return below(pid);
}
