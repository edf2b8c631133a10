import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { withoutNetwork } from '../../build/private-network.mjs';

const prefix = await withoutNetwork({ DISPLAY: ':0' });

test.skipIf(prefix.length === 0)(
  'what is started so has no network but reaches UNIX sockets (skipped where no namespace can be made)',
  () => {
    const [program = '', ...args] = prefix;
    const script = `
    const { connect, createServer } = require('node:net');
    const path = require('node:path').join(require('node:os').tmpdir(), 'conclave-socket-' + process.pid);
    const interfaces = Object.keys(require('node:os').networkInterfaces());
    const server = createServer((socket) => socket.end('reached')).listen(path, () => {
      const outside = connect({ host: '192.0.2.1', port: 9 }).on('error', ({ code }) => {
        connect(path).on('data', (data) => { console.log(JSON.stringify({ interfaces, code, unix: String(data), uid: process.getuid() })); server.close(); });
      });
    });`;
    const said = execFileSync(program, [...args, process.execPath, '-e', script], { encoding: 'utf8', timeout: 20_000 });
    expect(JSON.parse(said)).toEqual({ interfaces: [], code: 'ENETUNREACH', unix: 'reached', uid: process.getuid?.() });
  },
);

test('a screen of another machine keeps its network', async () => {
  expect(await withoutNetwork({ DISPLAY: 'localhost:10.0' })).toEqual([]);
});
