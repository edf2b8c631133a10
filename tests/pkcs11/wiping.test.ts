import { expect, it } from 'vitest';
import { Secret } from '../../electron/crypto/secret.ts';
import { answering } from '../../electron/pkcs11/answering.ts';
import type { Operations } from '../../electron/pkcs11/operations.ts';
import type { Reply, Request } from '../../electron/pkcs11/protocol.ts';
import { CKR, Pkcs11Error } from '../../electron/pkcs11/return-values.ts';
import { sessionOver } from '../../electron/pkcs11/session.ts';
import { refuse } from '../../shared/failure.ts';

const zeros = new Uint8Array(6);
const details = { cryptoki: '2.40', manufacturer: '', description: '', version: '1.0', coreDumpsOff: true };

it("the app's copy of a PIN is wiped after a login, also after one that failed, and the caller's stays", async () => {
  for (const fails of [false, true]) {
    const posted: Uint8Array[] = [];
    const session = sessionOver(0, 1, async (call, given) => {
      const { pin } = given as { pin: Uint8Array };
      if (pin) {
        expect(pin).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
        posted.push(pin);
      }
      if (fails && call === 'login') refuse('pkcs11-session-lost');
      return null as never;
    });
    const secret = new Secret(Uint8Array.of(1, 2, 3, 4, 5, 6));
    await session.login(secret).catch(() => undefined);
    expect(posted).toEqual([zeros]);
    expect(secret.expose()[0]).toBe(1);
  }
});

it('the process wipes a PIN, text to encrypt and decrypted text once its reply is out, also where the module refused', () => {
  const plain = Uint8Array.of(9, 9, 9, 9, 9, 9);
  const operations = {
    login: () => {
      throw new Pkcs11Error(CKR.PIN_INCORRECT, 'C_Login');
    },
    encrypt: () => new Uint8Array(1),
    decrypt: () => plain,
  } as unknown as Operations;
  const sent: Reply[] = [];
  const answer = answering(
    () => ({ details, operations }),
    (reply) => sent.push(structuredClone(reply)),
  );
  const pin = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const data = Uint8Array.of(7, 7, 7, 7, 7, 7);
  const key = { session: 1, key: 1, mechanism: { name: 'RSA-PKCS' } } as const;
  const requests: Request[] = [
    { id: 1, call: 'load', given: { path: '/x' } },
    { id: 2, call: 'login', given: { session: 1, user: 'user', pin } },
    { id: 3, call: 'encrypt', given: { ...key, data } },
    { id: 4, call: 'decrypt', given: { ...key, data: new Uint8Array(1) } },
  ];
  for (const request of requests) answer(request);
  expect([pin, data, plain]).toEqual([zeros, zeros, zeros]);
  expect(sent[1]).toEqual({ kind: 'refused', id: 2, code: 0xa0, function: 'C_Login' });
  expect(sent[3]).toEqual({ kind: 'done', id: 4, answer: Uint8Array.of(9, 9, 9, 9, 9, 9) });
});
