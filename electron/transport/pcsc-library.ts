/**
 * The functions of the PC/SC API that we use, bound with koffi: libpcsclite on Linux, the PCSC framework on
 * macOS, winscard on Windows. Every call runs on a thread of libuv's pool, never on the main thread.
 *
 * Sizes differ: DWORD, SCARDCONTEXT and SCARDHANDLE are `long` in pcsc-lite (wintypes.h, pcsclite.h), 32 bits in
 * Apple's framework, DWORD plus ULONG_PTR handles on Windows. Only Linux x64 has been tested; the layouts for
 * macOS and Windows follow their headers.
 */
import { createRequire } from 'node:module';
import type Koffi from 'koffi';
import { cancelled, insufficientBuffer, noReaders, success, timedOut, wireErrorFor } from './pcsc-codes.ts';
import { WireError } from './transport.ts';
import './thread-pool.ts';

/** A context or card handle; opaque. */
export type Handle = number | bigint;

export interface ReaderStatus {
  readonly name: string;
  /** dwEventState without SCARD_STATE_CHANGED: state bits below, the count of card events in the upper 16 bits. */
  readonly state: number;
}

export const stateBits = { unknown: 0x0004, unavailable: 0x0008, present: 0x0020, mute: 0x0200 } as const;

/** Longest answer: pcsc-lite's MAX_BUFFER_SIZE_EXTENDED (64 KiB of data, header, Lc, Le, status word). */
export const receiveBytes = 4 + 3 + 0x10000 + 3 + 2;

/** What all functions share: they throw WireError for every return code that is not success. */
export interface PcscLibrary {
  establishContext(): Promise<Handle>;
  releaseContext(context: Handle): Promise<void>;
  listReaders(context: Handle): Promise<string[]>;
  /** Waits for a change against `known`, at most `timeoutMs`. Gives the states anew, or undefined when time ran out or `cancel` was called. */
  waitForChange(context: Handle, known: readonly ReaderStatus[], timeoutMs: number): Promise<ReaderStatus[] | undefined>;
  cancel(context: Handle): Promise<void>;
  /** Exclusive, T=1 or T=0. */
  connect(context: Handle, reader: string): Promise<{ card: Handle; protocol: number }>;
  /** Answer to reset. */
  status(card: Handle): Promise<Uint8Array>;
  /** Gives the number of bytes written into `receive`. */
  transmit(card: Handle, protocol: number, command: Uint8Array, receive: Uint8Array): Promise<number>;
  control(card: Handle, code: number, data: Uint8Array, receive: Uint8Array): Promise<number>;
  /** Resets the card. */
  disconnect(card: Handle): Promise<void>;
  /** False where new readers are only seen by listing them again (macOS). */
  readonly announcesReaders: boolean;
}

interface Flavour {
  readonly path: string;
  readonly dword: string;
  readonly long: string;
  readonly handle: string;
  readonly atrBytes: number;
  /** True where structures have no padding. */
  readonly packed: boolean;
  /** Appended to the names of functions that take text. */
  readonly suffix: string;
  readonly controlName: string;
  readonly announcesReaders: boolean;
}

const linux: Flavour = {
  path: 'libpcsclite.so.1',
  dword: 'ulong',
  long: 'long',
  handle: 'long',
  atrBytes: 33,
  packed: false,
  suffix: '',
  controlName: 'SCardControl',
  announcesReaders: true,
};
/** Untested. winscard.h of the PCSC framework: pack(1), 32 bits everywhere, SCardControl is an older function of another form. */
const macos: Flavour = {
  ...linux,
  path: '/System/Library/Frameworks/PCSC.framework/PCSC',
  dword: 'uint32',
  long: 'int32',
  handle: 'int32',
  packed: true,
  controlName: 'SCardControl132',
  announcesReaders: false,
};
/** Untested. winscard.h and winsmcrd.h: SCARD_ATR_LENGTH is 33, but SCARD_READERSTATEA holds 36 bytes. */
const windows: Flavour = { ...linux, path: 'winscard.dll', dword: 'uint32', long: 'int32', handle: 'uintptr_t', atrBytes: 36, suffix: 'A' };

const SCARD_SCOPE_SYSTEM = 2;
const SCARD_SHARE_EXCLUSIVE = 1;
const SCARD_PROTOCOL_T0_OR_T1 = 3;
const SCARD_RESET_CARD = 1;
const SCARD_STATE_CHANGED = 0x0002;
/** The pseudo reader whose state changes when readers come and go (winscard.h, SCardGetStatusChange). */
const readersNotification = '\\\\?PnP?\\Notification';

let loaded: Promise<PcscLibrary> | undefined;

/** The library of this platform, loaded at the first call. Throws WireError when it is not installed; a later call tries again. */
export function pcscLibrary(): Promise<PcscLibrary> {
  loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function load(): Promise<PcscLibrary> {
  const flavour = process.platform === 'darwin' ? macos : process.platform === 'win32' ? windows : linux;
  try {
    // Not import(): before Electron 28 it cannot read from an app.asar.
    return bind(createRequire(import.meta.url)('koffi') as typeof Koffi, flavour);
  } catch (error) {
    throw new WireError(
      'failed',
      `the PC/SC library ${flavour.path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function bind(koffi: typeof Koffi, flavour: Flavour): PcscLibrary {
  const { dword, long, handle, suffix } = flavour;
  const library = koffi.load(flavour.path);
  const record = flavour.packed ? koffi.pack : koffi.struct;
  const outDword = koffi.out(koffi.pointer(dword));
  const inoutDword = koffi.inout(koffi.pointer(dword));
  const outHandle = koffi.out(koffi.pointer(handle));
  const ioRequest = record({ protocol: dword, length: dword });
  const readerState = record({
    name: 'str',
    userData: 'void *',
    current: dword,
    event: dword,
    atrLength: dword,
    atr: koffi.array('uint8', flavour.atrBytes, 'Typed'),
  });

  // koffi hands the address of a buffer on: the callback keeps every argument referenced until the call is over.
  const plain = (name: string, ...parameters: unknown[]) => {
    const native = library.func(name, long, parameters as string[]);
    return (...values: unknown[]): Promise<number> =>
      new Promise((resolve, reject) =>
        native.async(...values, (error: Error | null, code: number | bigint) => {
          values.length = 0;
          if (error) reject(new WireError('failed', `${name}: ${error.message}`));
          else resolve(Number(code) >>> 0);
        }),
      );
  };
  const checked = (name: string, ...parameters: unknown[]) => {
    const call = plain(name, ...parameters);
    return async (...values: unknown[]): Promise<void> => {
      const code = await call(...values);
      if (code !== success) throw wireErrorFor(code, name);
    };
  };

  const establish = checked('SCardEstablishContext', dword, 'void *', 'void *', outHandle);
  const release = checked('SCardReleaseContext', handle);
  const list = plain(`SCardListReaders${suffix}`, handle, 'str', 'uint8 *', inoutDword);
  const getStatusChange = plain(`SCardGetStatusChange${suffix}`, handle, dword, koffi.inout(koffi.pointer(readerState)), dword);
  const cancel = checked('SCardCancel', handle);
  const connect = checked(`SCardConnect${suffix}`, handle, 'str', dword, dword, outHandle, outDword);
  const status = checked(`SCardStatus${suffix}`, handle, 'uint8 *', inoutDword, outDword, outDword, 'uint8 *', inoutDword);
  const transmit = checked('SCardTransmit', handle, koffi.pointer(ioRequest), 'uint8 *', dword, 'void *', 'uint8 *', inoutDword);
  const control = checked(flavour.controlName, handle, dword, 'uint8 *', dword, 'uint8 *', dword, outDword);
  const disconnect = checked('SCardDisconnect', handle, dword);
  const ioRequestBytes = koffi.sizeof(ioRequest);

  return {
    announcesReaders: flavour.announcesReaders,
    async establishContext() {
      const context: Handle[] = [0];
      await establish(SCARD_SCOPE_SYSTEM, null, null, context);
      return context[0] as Handle;
    },
    releaseContext: (context) => release(context),
    async listReaders(context) {
      // The list may grow between asking for its length and asking for it.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const length = [0];
        const asked = await list(context, null, null, length);
        if (asked === noReaders) return [];
        if (asked !== success) throw wireErrorFor(asked, 'SCardListReaders');
        const text = Buffer.alloc(length[0] as number);
        const given = await list(context, null, text, length);
        if (given === noReaders) return [];
        if (given === insufficientBuffer) continue;
        if (given !== success) throw wireErrorFor(given, 'SCardListReaders');
        return text.toString('utf8', 0, length[0]).split('\0').filter(Boolean);
      }
      throw wireErrorFor(insufficientBuffer, 'SCardListReaders');
    },
    async waitForChange(context, known, timeoutMs) {
      const entry = (name: string, current: number) => {
        return { name, userData: null, current, event: 0, atrLength: 0, atr: new Uint8Array(flavour.atrBytes) };
      };
      const states = known.map(({ name, state }) => entry(name, state));
      if (flavour.announcesReaders) states.push(entry(readersNotification, 0));
      const code = await getStatusChange(context, timeoutMs, states, states.length);
      if (code === timedOut || code === cancelled) return undefined;
      if (code !== success) throw wireErrorFor(code, 'SCardGetStatusChange');
      return known.map(({ name }, index) => ({ name, state: ((states[index]?.event ?? 0) & ~SCARD_STATE_CHANGED) >>> 0 }));
    },
    cancel: (context) => cancel(context),
    async connect(context, reader) {
      const card: Handle[] = [0];
      const protocol = [0];
      await connect(context, reader, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0_OR_T1, card, protocol);
      return { card: card[0] as Handle, protocol: protocol[0] as number };
    },
    async status(card) {
      const atr = Buffer.alloc(flavour.atrBytes);
      const length = [atr.length];
      await status(card, null, [0], [0], [0], atr, length);
      return Uint8Array.from(atr.subarray(0, length[0]));
    },
    async transmit(card, protocol, command, receive) {
      const length = [receive.length];
      await transmit(card, { protocol, length: ioRequestBytes }, command, command.length, null, receive, length);
      return length[0] as number;
    },
    async control(card, code, data, receive) {
      const length = [0];
      await control(card, code, data, data.length, receive, receive.length, length);
      return length[0] as number;
    },
    disconnect: (card) => disconnect(card, SCARD_RESET_CARD),
  };
}
