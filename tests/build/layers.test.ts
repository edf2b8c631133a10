import { describe, expect, it } from 'vitest';
import { checkLayers, complaint, importsOf } from '../../build/layers.mjs';

const root = new URL('../..', import.meta.url).pathname;
const says = (path: string, target: string, typeOnly = false) => complaint(path, { target, typeOnly });

describe('the layer table', () => {
  it('holds for all sources as they stand', () => {
    expect(checkLayers(root).errors).toEqual([]);
  });

  it.each([
    ['renderer/store.ts', '../electron/ipc/door.ts'],
    ['renderer/store.ts', 'zod'],
    ['renderer/store.ts', 'node:fs'],
    ['shared/bytes.ts', '../renderer/store.ts'],
    ['shared/bytes.ts', 'node:buffer'],
    ['electron/simulator/card.ts', '../card/pins.ts'],
    ['electron/simulator/card.ts', '../ceremony/fleet/fleet.ts'],
    ['electron/card/pins.ts', '../ceremony/fleet/fleet.ts'],
    ['electron/codec/tlv.ts', '../crypto/aes.ts'],
    ['electron/transport/pcsc.ts', '../card/pins.ts'],
    ['electron/ceremony/fleet/fleet.ts', '../../transport/pcsc.ts'],
    ['electron/ceremony/fleet/fleet.ts', '../../ipc/door.ts'],
    ['electron/ipc/door.ts', '../simulator/card.ts'],
    ['electron/main.ts', '../tests/vectors/dkek.ts'],
    ['somewhere/else.ts', './beside.ts'],
  ])('lets %s not import %s', (path, target) => {
    expect(says(path, target)).toBeDefined();
  });

  it.each([
    ['renderer/store.ts', '../shared/failure.ts'],
    ['electron/card/pins.ts', '../apdu/command.ts'],
    ['electron/simulator/reader-source.ts', '../transport/transport.ts'],
    ['electron/wiring.ts', './simulator/card.ts'],
    ['electron/ipc/door.ts', '../ceremony/fleet/fleet.ts'],
    ['tests/card/pins.test.ts', '../../electron/simulator/card.ts'],
  ])('lets %s import %s', (path, target) => {
    expect(says(path, target)).toBeUndefined();
  });

  it('tells types from what is loaded at run time', () => {
    expect(says('renderer/store.ts', 'zod', true)).toBeUndefined();
    expect(says('electron/ceremony/fleet/slot.ts', '../../apdu/command.ts')).toMatch(/only its types/);
    expect(says('electron/ceremony/fleet/slot.ts', '../../apdu/command.ts', true)).toBeUndefined();
  });

  it('finds every kind of import, and only imports', () => {
    const text = `import type { A } from './a.ts';
import { type B, type C } from './b.ts';
import { type D, e } from './d.ts';
import f, * as g from './f.ts';
import './g.css';
export { h } from './h.ts';
const i = await import('./i.ts');
import {
  j,
} from './j.ts';
/* import { k } from './k.ts'; */
const l = "from './l.ts'";`;
    expect(importsOf(text)).toEqual([
      { target: './a.ts', typeOnly: true },
      { target: './b.ts', typeOnly: true },
      { target: './d.ts', typeOnly: false },
      { target: './f.ts', typeOnly: false },
      { target: './g.css', typeOnly: false },
      { target: './h.ts', typeOnly: false },
      { target: './i.ts', typeOnly: false },
      { target: './j.ts', typeOnly: false },
    ]);
  });
});
