import { mkdirSync } from 'node:fs';
import type axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../renderer/stage.ts';
import { ceremonyPlaces } from './ceremony-places.ts';
import { clonePlaces } from './clone-places.ts';
import { custodyPlaces } from './custodians-places.ts';
import { keyManagerPlaces } from './key-manager-places.ts';
import { minutesPlaces } from './minutes-places.ts';
import type { Place } from './room-places.ts';
import { webadmPlaces } from './webadm-places.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** `ROOM_PICTURES=folder` keeps a picture of everything this test looks at. */
const pictures = process.env['ROOM_PICTURES'];
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** Takes a picture; the answer is all that runs out of the window sideways and, where asked, what axe finds serious. */
async function look(name: string, withAxe: boolean): Promise<string[]> {
  const { page } = stage;
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name.replace(/[^A-Za-z0-9]+/g, '-')}.png` });
  }
  return await page.evaluate(async (runsAxe) => {
    const { violations } = runsAxe ? await window.axe.run(document, { resultTypes: ['violations'] }) : { violations: [] };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const found = serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
    const sideways = [...document.querySelectorAll('html, body *')].filter((element) => {
      const { overflowX } = getComputedStyle(element);
      const scrolls = element === document.documentElement || overflowX === 'auto' || overflowX === 'scroll';
      return scrolls && element.scrollWidth > element.clientWidth + 1;
    });
    return [...found, ...sideways.map((element) => `scrolls sideways: ${element.tagName} ${element.className}`)];
  }, withAxe);
}

const places: readonly Place[] = [
  ...keyManagerPlaces,
  ...custodyPlaces,
  ...clonePlaces,
  ...webadmPlaces,
  ...ceremonyPlaces,
  ...minutesPlaces,
];

async function goThrough(suffix: string, withAxe = true): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {};
  for (const [name, scene, go] of places) {
    await stage.show(scene);
    await go?.(stage.page);
    const found = await look(`${name} ${suffix}`, withAxe);
    if (found.length > 0) faults[name] = found;
  }
  return faults;
}

describe('every view, node and dialog, in real Electron', () => {
  test('has no serious accessibility fault at 1280 by 800', async () => {
    await stage.resize(1280, 800);
    expect(await goThrough('')).toEqual({});
  });

  test('has none in dark, in the smallest usual window', async () => {
    await stage.page.emulateMedia({ colorScheme: 'dark' });
    await stage.resize(1024, 700);
    expect(await goThrough('dark')).toEqual({});
    await stage.page.emulateMedia({ colorScheme: 'light' });
  });

  test('reflows at 200 % without sideways scrolling', async () => {
    // At 200 % the page has half as many CSS pixels each way.
    await stage.resize(512, 350);
    expect(await goThrough('200', false)).toEqual({});
    await stage.resize(1280, 800);
  });

  test('breaks no rule of the content security policy', () => {
    expect(stage.complaints).toEqual([]);
  });
});
