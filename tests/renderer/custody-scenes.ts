import type { Custodian, CustodySnapshot, Holding, HoldingEvent, Register, ShareSet } from '../../shared/models/custody.ts';

/** Registers as main would describe them. */
export const ada: Custodian = { id: 'c1', name: 'Ada Lovelace', organisation: 'Analytical Engines' };
export const bob: Custodian = { id: 'c2', name: 'Blaise Pascal', organisation: 'Port-Royal' };
export const cleo: Custodian = { id: 'c3', name: 'Grace Hopper', organisation: '' };

const shareFile = '3f9a11c0d2e84b7790ab13cde0f5a2b4c6d8e9f00112233445566778899aabbc';

export const passwordSet: ShareSet = {
  setId: 'K7Q2-M5TX',
  kind: 'password',
  threshold: 2,
  total: 3,
  fileSha256: shareFile,
  shareKcv: '0A1B2C3D4E5F6071',
  purpose: 'Password of dkek-share-1.pbe',
  createdAt: '2027-03-14T10:20:00+01:00',
};

export const created: HoldingEvent = { state: 'created', at: '2027-03-14T10:20:00+01:00' };
export const printed: HoldingEvent = { state: 'printed', at: '2027-03-14T10:26:00+01:00' };
export const readBack: HoldingEvent = { state: 'read back', at: '2027-03-14T10:31:00+01:00' };
export const drilled: HoldingEvent = { state: 'drilled', at: '2028-03-02T09:00:00+01:00' };
export const replaced: HoldingEvent = { state: 'replaced', at: '2028-05-11T09:00:00+02:00' };
export const sealedIn = (teb: string, at = '2027-03-14T10:40:00+01:00'): HoldingEvent => ({ state: 'sealed', at, teb });

/** One part of a set of three, in the hands of the custodian with the same number. */
export function part(index: 1 | 2 | 3, events: readonly HoldingEvent[], change: Partial<Holding> = {}): Holding {
  const holder = [ada, bob, cleo][index - 1] ?? ada;
  return {
    sheetId: ['4F2M-QX8R', '9C3V-TW6B', 'H1KD-7ZPN'][index - 1] ?? '',
    kind: 'password-share',
    custodianId: holder.id,
    setId: passwordSet.setId,
    index,
    fingerprint: ['5A01C2FF39', '07D4E1B26C', 'E9903AA41D'][index - 1] ?? '',
    copy: 1,
    copies: 1,
    events,
    ...change,
  };
}

export const shareFileSheet: Holding = {
  sheetId: 'R3XW-20AE',
  kind: 'share-file-sheet',
  custodianId: ada.id,
  fileSha256: shareFile,
  copy: 1,
  copies: 1,
  events: [created, printed, readBack, sealedIn('SC 0048213')],
};

const keySheet: Holding = {
  ...shareFileSheet,
  sheetId: 'N0PK-66GH',
  kind: 'wrapped-key-sheet',
  custodianId: cleo.id,
  fileSha256: shareFile.replace('3f', 'c0'),
  copies: 2,
};

export function custody(change: Partial<Register> = {}, notice?: string): CustodySnapshot {
  return {
    folder: '/media/ceremony-usb-1/2027-03-14 issuing CA',
    register: {
      format: 'conclave-register-1',
      ceremonyId: 'W8PD-3N0G',
      title: 'Issuing CA 2027',
      practice: false,
      custodians: [ada, bob, cleo],
      sets: [],
      holdings: [],
      ...change,
    },
    ...(notice ? { notice } : {}),
  };
}

const sealedParts = [part(1, [created, readBack, sealedIn('SC 0048210')]), part(2, [created, printed, readBack, sealedIn('SC 0048211')])];
const oldSet: ShareSet = { ...passwordSet, setId: '2B6Y-HJ4C', createdAt: '2026-02-01T09:00:00+01:00' };

export const registers = {
  nobody: custody({ custodians: [] }),
  'nothing split': custody(),
  'not read back': custody({ sets: [passwordSet], holdings: [...sealedParts, part(3, [created, printed])], practice: true }),
  'two sealed': custody({ sets: [passwordSet], holdings: [...sealedParts, part(3, [created, readBack])] }),
  'all sealed': custody({
    sets: [passwordSet],
    holdings: [
      ...sealedParts,
      part(3, [created, readBack, sealedIn('SC 0048212'), drilled, sealedIn('SC 0051100', drilled.at)]),
      shareFileSheet,
    ],
  }),
  long: custody(
    {
      title: 'Root and issuing CA, second key ceremony after the move to the new data centre',
      sets: [
        oldSet,
        { ...passwordSet, replaces: oldSet.setId, createdAt: replaced.at },
        {
          setId: 'V5NA-81TD',
          kind: 'text',
          threshold: 3,
          total: 3,
          purpose: 'SO-PIN of DENK0100001',
          createdAt: '2027-03-14T11:05:00+01:00',
        },
      ],
      holdings: [
        ...[1, 2, 3].map((index) =>
          part(index as 1 | 2 | 3, [created, readBack, sealedIn(`SC 004700${index}`), replaced], {
            setId: oldSet.setId,
            sheetId: `0LD${index}-AAAA`.replace('L', '1'),
          }),
        ),
        ...sealedParts,
        part(3, [created, readBack, sealedIn('SC 0048212'), drilled]),
        ...[1, 2, 3].map((index) =>
          part(index as 1 | 2 | 3, index === 3 ? [created] : [created, readBack], {
            kind: 'text-share',
            setId: 'V5NA-81TD',
            sheetId: `TX${index}T-5E7S`,
            custodianId: index === 1 ? ada.id : bob.id,
          }),
        ),
        shareFileSheet,
        { ...keySheet, events: [created, printed] },
        { ...keySheet, copy: 2, events: [created, printed, readBack] },
      ],
    },
    'The folder was locked by a Conclave that no longer runs. The lock was taken over; the register was not changed meanwhile.',
  ),
} as const satisfies Record<string, CustodySnapshot>;
