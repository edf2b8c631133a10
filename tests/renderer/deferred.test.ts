// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Deferred, Later, loadDeferred } from '../../renderer/deferred.tsx';

let root: Root;
let place: HTMLElement;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  place = document.createElement('div');
  root = createRoot(place);
});
afterEach(() => act(async () => root.unmount()));

const Part = ({ name }: { readonly name: string }) => createElement('p', {}, `This is ${name}.`);
const draw = (part: Deferred<typeof Part>) =>
  act(() => root.render(createElement(Later<{ name: string }>, { part, props: { name: 'a view' } })));

describe('a part of the window with a script of its own', () => {
  test('is loaded when it is first shown, once', async () => {
    let loads = 0;
    const part = new Deferred(async () => {
      loads += 1;
      return Part;
    });
    draw(part);
    expect(place.textContent).toBe('');
    await act(async () => undefined);
    expect(place.textContent).toBe('This is a view.');
    await loadDeferred();
    expect(loads).toBe(1);
  });

  test('that is there already is drawn at once', async () => {
    const part = new Deferred(async () => Part);
    await loadDeferred();
    draw(part);
    expect(place.textContent).toBe('This is a view.');
  });

  test('that is damaged says so, keeps nothing else from being loaded, and is tried again', async () => {
    let isWhole = false;
    const damaged = new Deferred(async () => {
      if (!isWhole) throw new Error('404');
      return Part;
    });
    const whole = new Deferred(async () => Part);
    await loadDeferred();
    expect(whole.loaded).toBe(Part);
    draw(damaged);
    await act(async () => undefined);
    expect(place.querySelector('[role=status]')?.textContent).toContain('could not be loaded');
    isWhole = true;
    await damaged.load();
    expect(damaged.loaded).toBe(Part);
  });
});
