import { spawn } from 'node:child_process';

/**
 * Runs a program without input and gives its exit code and what it printed (both streams, in order, the last 1 MB).
 * With `show` the output also goes to the terminal; with `timeoutMs` the program is killed after that time.
 */
export function run(program, args, { cwd, env, show = false, timeoutMs, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], shell });
    let output = '';
    let late = false;
    const stop = () => {
      late = true;
      child.kill('SIGKILL');
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs);
    const take = (to) => (chunk) => {
      output = (output + chunk).slice(-1_000_000);
      if (show) to.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n`, late }));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128, signal, output, late });
    });
  });
}

/** Runs a program in the foreground, with our terminal, and gives its exit code. Ctrl+C reaches it and lets it end in order. */
export function runInForeground(program, args, { cwd, env, input = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: [input, 'inherit', 'inherit'] });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.on('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** npm as a program and its first arguments: the npm that runs us where there is one, so that versions do not mix. */
export function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return { program: process.execPath, args: [cli], shell: false };
  return process.platform === 'win32' ? { program: 'npm.cmd', args: [], shell: true } : { program: 'npm', args: [], shell: false };
}
