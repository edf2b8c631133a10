import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePbe, readPbe } from '../../electron/codec/pbe.ts';
import { colonHex } from '../../electron/codec/share-text.ts';
import { dkekKcv } from '../../electron/crypto/dkek.ts';
import { openShare, type PbeKeys, sealShare } from '../../electron/crypto/pbe.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { type StockCandidate, stockCandidates } from '../../electron/crypto/stock-split.ts';
import { combine, newSplitPassword, splitSecret } from '../../electron/crypto/threshold.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { WireError } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';
import { ask, initialize } from '../simulator/talk.ts';
import { leadingZero } from '../vectors/stock-shares.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';
import { terminal } from './terminal.ts';

/** The real sc-hsm-tool at a terminal: it takes our shares at its prompts, and we take those that it shows. */
let pcscd: PrivatePcscd;
let tools: Opensc;
const card = SimulatedCard.create();
const path = (name: string) => join(tools.folder, name);

/** As a custodian notes them: everything in text. */
interface NotedShare {
  readonly prime: string;
  readonly id: string;
  readonly value: string;
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  await insertDevice(card, pcscd, tools);
});

afterAll(async () => {
  await pcscd?.stop();
  tools?.remove();
});

/** pcscd takes the power from an idle card some seconds after the last program has left it, which may be in the middle of a command. */
async function askWithPower(command: string): Promise<string> {
  card.powerOn();
  try {
    return await ask(card, command);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    card.powerOn();
    return ask(card, command);
  }
}

/** What the device holds afterwards: `0100` and the key check value when its one share was imported. */
const dkekStatus = () => askWithPower('8052000000');

function derive(password: Secret, salt: Uint8Array): PbeKeys {
  const derivation = new PbeKeyDerivation(password.expose(), salt);
  while (!derivation.step(10_000_000));
  const { key, iv } = derivation.result();
  return { key: new Secret(key), iv: new Secret(iv) };
}

/** Enters the shares at the prompts of `sc-hsm-tool --import-dkek-share` and gives all it has shown. */
async function importAtPrompts(file: string, shares: readonly NotedShare[]): Promise<string> {
  const tool = terminal(tools, 'sc-hsm-tool', '--import-dkek-share', file, '--pwd-shares-total', `${shares.length}`);
  await tool.shows(/Please enter prime: $/);
  tool.type(shares[0]?.prime);
  for (const [position, { id, value }] of shares.entries()) {
    await tool.shows(new RegExp(`Press <enter> to enter share ${position + 1} of ${shares.length}`));
    tool.type();
    await tool.shows(/Please enter share ID: $/);
    tool.type(id);
    await tool.shows(/Please enter share value: $/);
    tool.type(value);
  }
  return tool.ended();
}

/** Notes the shares that `sc-hsm-tool --create-dkek-share` shows, one screen after the other. */
async function noteAtScreens(file: string, threshold: number, total: number): Promise<NotedShare[]> {
  const options = ['--pwd-shares-threshold', `${threshold}`, '--pwd-shares-total', `${total}`];
  const tool = terminal(tools, 'sc-hsm-tool', '--create-dkek-share', file, ...options);
  await tool.shows(/Press <enter> to continue$/);
  tool.type();
  const noted: NotedShare[] = [];
  for (let number = 1; number <= total; number++) {
    await tool.shows(new RegExp(`Press <enter> to display key share ${number} of ${total}`));
    tool.type();
    const screen = await tool.shows(/press <enter> when finished$/);
    const [, prime, id, value] = /Prime +: (\S+)\s+Share ID +: (\S+)\s+Share value +: (\S+)/.exec(screen) as unknown as string[];
    noted.push({ prime: prime as string, id: id as string, value: value as string });
    tool.type();
  }
  expect(await tool.ended()).toMatch(/DKEK share created and saved/);
  return noted;
}

describe('a share file whose password we split', () => {
  test('is imported by sc-hsm-tool from prime, IDs and values at its prompts', async () => {
    const password = newSplitPassword();
    const { prime, shares } = splitSecret(password, { threshold: 3, total: 9 });
    const share = new Secret(hostRandom(32));
    const salt = hostRandom(8);
    await writeFile(path('ours.pbe'), encodePbe({ salt, ciphertext: sealShare(share, derive(password, salt)) }));
    await askWithPower(initialize('920101'));
    // the greatest number, which a tenth share would make ambiguous, and an order of its own
    const noted = [9, 1, 4].map((index) => ({
      prime: colonHex.encode(prime),
      id: `${index}`,
      value: colonHex.encode(shares[index - 1]?.value.expose() as Uint8Array),
    }));
    for (const { value } of noted) expect(value.length).toBeLessThan(64);
    const said = await importAtPrompts('ours.pbe', noted);
    const kcv = hex.encode(dkekKcv(share.expose()));
    expect(said).toMatch(new RegExp(`DKEK share imported\\nDKEK shares +: 1\\nDKEK key check value +: ${kcv}`));
    expect(await dkekStatus()).toBe(`0100${kcv}`);
  });
});

describe('a share file of sc-hsm-tool with password shares', () => {
  test.each([
    [2, 3, [3, 1]],
    [3, 5, [2, 5, 4]],
  ])('opens here with %i of its %i shares', async (threshold, total, present) => {
    const file = `stock-${threshold}-of-${total}.pbe`;
    const noted = await noteAtScreens(file, threshold, total);
    expect(new Set(noted.map(({ prime }) => prime)).size).toBe(1);
    const entries = present.map((number) => {
      const { id, value } = noted[number - 1] as NotedShare;
      return { idText: id, value: colonHex.decode(value) };
    });
    const prime = colonHex.decode(noted[0]?.prime as string);
    const pbe = readPbe(Uint8Array.from(readFileSync(path(file))));
    const { password, reading, form } = stockCandidates(prime, entries)[0] as StockCandidate;
    const share = openShare(pbe, derive(password, pbe.salt));
    expect(share?.length).toBe(32);
    expect({ reading, form }).toEqual({ reading: 'decimal IDs', form: 'eight bytes' });
    const all = noted.map(({ id, value }) => ({ id: Number(id), value: colonHex.decode(value) }));
    expect(combine(prime, all).expose()).toEqual(password.expose());
  });

  test('opens here, and not in sc-hsm-tool, when the first byte of its password is 00', async () => {
    await writeFile(path('zero.pbe'), hex.decode(leadingZero.file));
    await askWithPower(initialize('920101'));
    const noted = leadingZero.shares
      .slice(0, 2)
      .map(([id, value]) => ({ prime: leadingZero.prime, id: id as string, value: value as string }));
    expect(await importAtPrompts('zero.pbe', noted)).not.toMatch(/DKEK key check value/);
    expect(await dkekStatus()).toMatch(/^0101/);
    // tests/crypto/stock-split.test.ts opens the same file with the same shares
  });
});
