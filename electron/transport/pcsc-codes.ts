import { WireError, type WireFault } from './transport.ts';

/**
 * Return codes of the PC/SC API (pcsc-lite pcsclite.h, Windows winerror.h) and what they mean for us.
 * Two codes mean that nothing is wrong: a wait that ran out of time or was ended by us.
 */
export const success = 0;
export const timedOut = 0x8010_000a;
export const cancelled = 0x8010_0002;
export const noReaders = 0x8010_002e;
export const insufficientBuffer = 0x8010_0008;
export const notTransacted = 0x8010_0016;
export const sharingViolation = 0x8010_000b;

const names: Readonly<Record<number, string>> = {
  0x8010_0001: 'SCARD_F_INTERNAL_ERROR',
  0x8010_0002: 'SCARD_E_CANCELLED',
  0x8010_0003: 'SCARD_E_INVALID_HANDLE',
  0x8010_0004: 'SCARD_E_INVALID_PARAMETER',
  0x8010_0005: 'SCARD_E_INVALID_TARGET',
  0x8010_0006: 'SCARD_E_NO_MEMORY',
  0x8010_0007: 'SCARD_F_WAITED_TOO_LONG',
  0x8010_0008: 'SCARD_E_INSUFFICIENT_BUFFER',
  0x8010_0009: 'SCARD_E_UNKNOWN_READER',
  0x8010_000a: 'SCARD_E_TIMEOUT',
  0x8010_000b: 'SCARD_E_SHARING_VIOLATION',
  0x8010_000c: 'SCARD_E_NO_SMARTCARD',
  0x8010_000d: 'SCARD_E_UNKNOWN_CARD',
  0x8010_000e: 'SCARD_E_CANT_DISPOSE',
  0x8010_000f: 'SCARD_E_PROTO_MISMATCH',
  0x8010_0010: 'SCARD_E_NOT_READY',
  0x8010_0011: 'SCARD_E_INVALID_VALUE',
  0x8010_0012: 'SCARD_E_SYSTEM_CANCELLED',
  0x8010_0013: 'SCARD_F_COMM_ERROR',
  0x8010_0014: 'SCARD_F_UNKNOWN_ERROR',
  0x8010_0015: 'SCARD_E_INVALID_ATR',
  0x8010_0016: 'SCARD_E_NOT_TRANSACTED',
  0x8010_0017: 'SCARD_E_READER_UNAVAILABLE',
  0x8010_0018: 'SCARD_P_SHUTDOWN',
  0x8010_0019: 'SCARD_E_PCI_TOO_SMALL',
  0x8010_001a: 'SCARD_E_READER_UNSUPPORTED',
  0x8010_001b: 'SCARD_E_DUPLICATE_READER',
  0x8010_001c: 'SCARD_E_CARD_UNSUPPORTED',
  0x8010_001d: 'SCARD_E_NO_SERVICE',
  0x8010_001e: 'SCARD_E_SERVICE_STOPPED',
  0x8010_001f: 'SCARD_E_UNSUPPORTED_FEATURE',
  0x8010_002e: 'SCARD_E_NO_READERS_AVAILABLE',
  0x8010_002f: 'SCARD_E_COMM_DATA_LOST',
  0x8010_0031: 'SCARD_E_SERVER_TOO_BUSY',
  0x8010_0065: 'SCARD_W_UNSUPPORTED_CARD',
  0x8010_0066: 'SCARD_W_UNRESPONSIVE_CARD',
  0x8010_0067: 'SCARD_W_UNPOWERED_CARD',
  0x8010_0068: 'SCARD_W_RESET_CARD',
  0x8010_0069: 'SCARD_W_REMOVED_CARD',
  0x8010_006a: 'SCARD_W_SECURITY_VIOLATION',
};

const faults: Readonly<Record<number, WireFault>> = {
  0x8010_0009: 'reader-gone',
  0x8010_0017: 'reader-gone',
  0x8010_002e: 'reader-gone',
  0x8010_000b: 'card-in-use',
  0x8010_000c: 'card-removed',
  0x8010_0069: 'card-removed',
  0x8010_0068: 'card-reset',
  // pcsc-lite's client gives the third of these when pcscd dies in the middle of a call.
  0x8010_001d: 'service-absent',
  0x8010_001e: 'service-absent',
  0x8010_0013: 'service-absent',
  0x8010_0065: 'card-mute',
  0x8010_0066: 'card-mute',
  0x8010_0067: 'card-mute',
};

/**
 * Codes that say only that the exchange failed: the reader cannot know yet whether the card was pulled.
 * Worth asking for the card's state before they are reported.
 */
const ambiguous: ReadonlySet<number> = new Set([notTransacted, 0x8010_002f, 0x8010_0001, 0x8010_0014]);
export const isAmbiguous = (error: unknown): error is WireError =>
  error instanceof WireError && error.code !== undefined && ambiguous.has(error.code);

/** `SCARD_W_REMOVED_CARD (0x80100069)`. */
export function codeText(code: number): string {
  const number = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
  const name = names[code];
  return name ? `${name} (${number})` : number;
}

/** The error for a code other than success; `during` names the PC/SC function. */
export function wireErrorFor(code: number, during: string): WireError {
  return new WireError(faults[code] ?? 'failed', `${during}: ${codeText(code)}`, code);
}
