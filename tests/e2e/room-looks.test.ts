import { mkdirSync } from 'node:fs';
import type axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ViewName } from '../../renderer/store.ts';
import type { SceneName } from '../renderer/scenes.ts';
import { openStage, type Stage } from '../renderer/stage.ts';

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

const press = (name: string) => stage.page.getByRole('button', { name, exact: true }).click();
const choose = (name: RegExp) => stage.page.getByRole('treeitem', { name }).first().click();

const view = (name: ViewName) => stage.page.getByRole('link', { name }).click();
const inCustodians = (button: string, then?: () => Promise<unknown>) => async () => {
  await view('Custodians');
  await stage.page.getByRole('button', { name: button, exact: true }).first().click();
  await stage.page.locator('[role=dialog], [role=alertdialog]').waitFor();
  await then?.();
};
const splitOf = async (...names: string[]) => {
  for (const name of names) await stage.page.getByLabel(name, { exact: true }).check();
};
const reported = (text: string) => stage.page.getByText(text).waitFor();

/** The dialogs of the Custodians view, and those of the Key Manager that split. */
const custodyPlaces: readonly (readonly [name: string, scene: SceneName, go: () => Promise<unknown>])[] = [
  [
    'Custodians, replaced sets',
    'long register',
    async () => {
      await view('Custodians');
      await stage.page.getByText('1 replaced set').click();
      await stage.page.getByText('Destroy both').scrollIntoViewIfNeeded();
    },
  ],
  [
    'Custodians, files on paper',
    'long register',
    async () => {
      await view('Custodians');
      await stage.page.getByRole('button', { name: 'Combine a text secret…' }).scrollIntoViewIfNeeded();
    },
  ],
  ['Add custodian', 'nobody', inCustodians('Add custodian…')],
  ['Change custodian', 'nothing split', inCustodians('Change…')],
  ['Remove custodian', 'nothing split', inCustodians('Remove…')],
  ['Check alone', 'two sealed', inCustodians('Check alone…')],
  [
    'Check alone, matches',
    'all sealed',
    inCustodians('Check alone…', async () => {
      await press('Start check');
      await reported('it matches the register');
    }),
  ],
  [
    'Check alone, differs',
    'not read back',
    inCustodians('Check alone…', async () => {
      await press('Start check');
      await reported('it does not match the register');
    }),
  ],
  [
    'Seal, failure',
    'two sealed',
    inCustodians('Seal…', async () => {
      await stage.page.getByLabel('TEB number').fill('SC 0048210');
      await press('Seal');
      await stage.page.getByRole('alert').waitFor();
    }),
  ],
  ['Re-issue', 'all sealed', inCustodians('Re-issue…')],
  [
    'Re-issue, report',
    'all sealed',
    inCustodians('Re-issue…', async () => {
      await press('Re-issue');
      await reported('the new file is saved');
    }),
  ],
  ['Print a sheet', 'all sealed', inCustodians('Print a sheet…')],
  [
    'Print a sheet, report',
    'all sealed',
    inCustodians('Print a sheet…', async () => {
      await press('Choose file…');
      await reported('went to the printer');
    }),
  ],
  ['Print a blank form, report', 'all sealed', inCustodians('Print a blank form')],
  ['Restore from paper', 'full', inCustodians('Restore from paper…')],
  [
    'Restore from paper, report',
    'full',
    inCustodians('Restore from paper…', async () => {
      await press('Start');
      await reported('is back');
    }),
  ],
  ['Split a text secret', 'nothing split', inCustodians('Split a text secret…')],
  [
    'Split a text secret, report',
    'nothing split',
    inCustodians('Split a text secret…', async () => {
      await stage.page.getByLabel('What it is for').fill('SO-PIN of DENK0100001');
      await splitOf('Ada Lovelace', 'Blaise Pascal', 'Grace Hopper');
      await press('Split');
      await reported('The text is split');
    }),
  ],
  ['Combine a text secret', 'full', inCustodians('Combine a text secret…')],
  [
    'Create DKEK Share, no folder',
    'logged in',
    async () => {
      await press('Create DKEK Share…');
      await stage.page.getByLabel('Split among custodians (n of m)').check();
    },
  ],
  [
    'Create DKEK Share, split',
    'nothing split',
    async () => {
      await press('Create DKEK Share…');
      await stage.page.getByLabel('Split among custodians (n of m)').check();
      await splitOf('Ada Lovelace', 'Blaise Pascal', 'Grace Hopper');
    },
  ],
  [
    'Create DKEK Share, all needed, new custodian',
    'nothing split',
    async () => {
      await press('Create DKEK Share…');
      await stage.page.getByLabel('Split among custodians (n of m)').check();
      await splitOf('Ada Lovelace', 'Grace Hopper');
      await press('Add custodian…');
    },
  ],
  [
    'Create DKEK Share, one would do',
    'nothing split',
    async () => {
      await press('Create DKEK Share…');
      await stage.page.getByLabel('Split among custodians (n of m)').check();
      await splitOf('Ada Lovelace', 'Grace Hopper');
      await stage.page.getByLabel('Needed to open').fill('1');
    },
  ],
  [
    'Import DKEK Share, shares of sc-hsm-tool',
    'incomplete',
    async () => {
      await press('Import DKEK Share…');
      await stage.page.getByLabel('Shares made by sc-hsm-tool').check();
    },
  ],
];

/** Every view, node and dialog the Key Manager has, and how to get there. */
const places: readonly (readonly [name: string, scene: SceneName, go?: () => Promise<unknown>])[] = [
  ['empty', 'empty'],
  ['no service', 'no service'],
  ['fresh device', 'fresh'],
  ['shares missing', 'incomplete'],
  ['shares missing, DKEK', 'incomplete', () => choose(/^DKEK/)],
  ['blocked User PIN', 'blocked', () => choose(/^User PIN/)],
  ['logged out', 'logged out', () => choose(/^User PIN/)],
  ['first key', 'logged in'],
  ['full room', 'full'],
  ['SO-PIN', 'full', () => choose(/^SO-PIN/)],
  ['DKEK', 'full', () => choose(/^DKEK/)],
  ['AES key', 'full', () => choose(/^HSM AES Key/)],
  ['AES key without WRAP', 'full', () => choose(/^Token encryption/)],
  ['RSA key', 'full', () => choose(/^Issuing CA/)],
  ['certificate', 'full', () => choose(/^Device certificate/)],
  ['pulled and inserted again', 'full', () => choose(/^HSM B/)],
  ['production', 'production'],
  ['reader in use', 'production', () => choose(/^Generic/)],
  ['Initialize Device', 'fresh', () => press('Initialize Device…')],
  [
    'Initialize Device, question',
    'full',
    async () => {
      await press('Initialize Device…');
      await press('Continue');
    },
  ],
  ['Create DKEK Share', 'full', () => press('Create DKEK Share…')],
  [
    'Create DKEK Share, report',
    'full',
    async () => {
      await press('Create DKEK Share…');
      await press('Create share');
      await stage.page.getByText('was read back').waitFor();
    },
  ],
  ['Import DKEK Share', 'incomplete', () => press('Import DKEK Share…')],
  [
    'Import DKEK Share, report',
    'incomplete',
    async () => {
      await press('Import DKEK Share…');
      await press('Choose file…');
      await stage.page.getByText('the DKEK is complete').waitFor();
    },
  ],
  ['Generate AES Key', 'logged in', () => press('Generate AES Key…')],
  [
    'Generate AES Key, failure',
    'logged in',
    async () => {
      await press('Generate AES Key…');
      await stage.page.getByLabel('Label', { exact: true }).fill('HSM AES Key');
      await stage.page.getByLabel('WRAP (92)').uncheck();
      await press('Generate');
      await stage.page.getByRole('alert').waitFor();
    },
  ],
  ['Generate RSA Key', 'logged in', () => press('Generate RSA Key…')],
  [
    'Generate RSA Key, under way',
    'logged in',
    async () => {
      await press('Generate RSA Key…');
      await stage.page.getByLabel('Label', { exact: true }).fill('Issuing CA 2027');
      await stage.page.getByLabel('4096').check();
      await press('Generate');
      await stage.page.evaluate(() => window.stage.bridge.progress({ work: 'w', words: 'Generating an RSA-4096 key', cancellable: true }));
    },
  ],
  [
    'work in the background',
    'logged in',
    async () => {
      await press('Generate RSA Key…');
      await stage.page.getByLabel('Label', { exact: true }).fill('Issuing CA 2027');
      await press('Generate');
      await stage.page.evaluate(() =>
        window.stage.bridge.progress({ work: 'w', words: 'Deriving the key from the password', fraction: 0.42, cancellable: true }),
      );
      await press('Continue in the background');
    },
  ],
  ['Generate ECC Key', 'logged in', () => press('Generate ECC Key…')],
  [
    'Rename Key',
    'full',
    async () => {
      await choose(/^HSM AES Key/);
      await press('Rename Key…');
    },
  ],
  [
    'Delete Key',
    'full',
    async () => {
      await choose(/^HSM AES Key/);
      await press('Delete Key…');
    },
  ],
  [
    'Export Key, report',
    'full',
    async () => {
      await choose(/^HSM AES Key/);
      await press('Export Key…');
      await stage.page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Test Key, report',
    'full',
    async () => {
      await choose(/^HSM AES Key/);
      await press('Test Key');
      await stage.page.getByRole('dialog').waitFor();
    },
  ],
  [
    'Test Device, report',
    'full',
    async () => {
      await press('Test Device');
      await stage.page.getByRole('dialog').waitFor();
    },
  ],
  [
    'certificate details',
    'full',
    async () => {
      await choose(/^Device certificate/);
      await press('Details');
    },
  ],
  [
    'failed login',
    'logged out',
    async () => {
      await press('Login with User PIN');
      await stage.page.getByRole('alert').waitFor();
    },
  ],
  ['context menu', 'logged out', () => stage.page.getByRole('treeitem', { name: /^User PIN/ }).click({ button: 'right' })],
  ['rehearsal menu', 'full', () => press('Rehearsal')],
  [
    'Remove reader',
    'full',
    async () => {
      await press('Rehearsal');
      await stage.page.getByRole('menuitem', { name: 'Remove reader…' }).first().click();
    },
  ],
  ['Custodians', 'full', () => view('Custodians')],
  ...(['nobody', 'nothing split', 'not read back', 'two sealed', 'all sealed', 'long register'] as const).map(
    (scene) => [`Custodians, ${scene}`, scene, () => view('Custodians')] as const,
  ),
  ...custodyPlaces,
  ...(['Clone & Verify', 'Ceremony', 'WebADM'] as const).map(
    (view) => [view, 'full', () => stage.page.getByRole('link', { name: view }).click()] as const,
  ),
];

async function goThrough(suffix: string, withAxe = true): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {};
  for (const [name, scene, go] of places) {
    await stage.show(scene);
    await go?.();
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
