import { expect, test } from 'vitest';
import { ReaderQueue, ReaderQueues } from '../../electron/transport/reader-queue.ts';

interface Gate {
  readonly operation: () => Promise<string>;
  open(): void;
  break(): void;
}

function gate(name: string, log: string[]): Gate {
  let settle: { resolve(name: string): void; reject(error: Error): void } | undefined;
  const passed = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    operation: () => {
      log.push(name);
      return passed;
    },
    open: () => settle?.resolve(name),
    break: () => settle?.reject(new Error(`${name} failed`)),
  };
}

test('runs one operation at a time, in the order of asking, and goes on after one that fails', async () => {
  const queue = new ReaderQueue();
  const log: string[] = [];
  const [a, b, c] = [gate('a', log), gate('b', log), gate('c', log)] as const;
  const results = Promise.allSettled([a, b, c].map((each) => queue.run(each.operation)));
  await Promise.resolve();
  expect(log).toEqual(['a']);
  c.open();
  b.break();
  a.open();
  expect((await results).map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message))).toEqual(['a', 'b failed', 'c']);
  expect(log).toEqual(['a', 'b', 'c']);
  expect(queue.busy).toBe(false);
});

test('takes a waiting operation out when its signal fires, and leaves a running one alone', async () => {
  const queue = new ReaderQueue();
  const log: string[] = [];
  const [a, b, c] = [gate('a', log), gate('b', log), gate('c', log)] as const;
  const stopA = new AbortController();
  const stopB = new AbortController();
  const first = queue.run(a.operation, { signal: stopA.signal });
  const second = queue.run(b.operation, { signal: stopB.signal });
  const third = queue.run(c.operation);
  stopA.abort();
  stopB.abort();
  await expect(second).rejects.toMatchObject({ name: 'Refusal', failure: { code: 'cancelled' } });
  a.open();
  c.open();
  expect(await first).toBe('a');
  expect(await third).toBe('c');
  expect(log).toEqual(['a', 'c']);
  await expect(queue.run(b.operation, { signal: stopB.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } });
});

test('hands the lease over only when everything asked for before is done, and then refuses the old holder', async () => {
  const queue = new ReaderQueue();
  const log: string[] = [];
  const [a, b] = [gate('a', log), gate('b', log)] as const;
  const before = queue.run(a.operation);
  const handOver = queue.handOver('pkcs11', async () => {
    log.push('session ended');
  });
  const late = queue.run(b.operation);
  expect(queue.holder).toBe('pcsc');
  a.open();
  await before;
  await handOver;
  expect(queue.holder).toBe('pkcs11');
  await expect(late).rejects.toMatchObject({ name: 'Refusal', failure: { code: 'device-busy' } });
  expect(log).toEqual(['a', 'session ended']);
  expect(await queue.run(async () => 'through the module', { as: 'pkcs11' })).toBe('through the module');
});

test('keeps the lease where it was when the hand-over cannot be prepared', async () => {
  const queue = new ReaderQueue();
  await expect(queue.handOver('pkcs11', () => Promise.reject(new Error('still open')))).rejects.toThrow('still open');
  expect(queue.holder).toBe('pcsc');
  expect(await queue.run(async () => 1)).toBe(1);
});

test('keeps one queue for each reader', () => {
  const queues = new ReaderQueues();
  expect(queues.of('A')).toBe(queues.of('A'));
  expect(queues.of('A')).not.toBe(queues.of('B'));
});
