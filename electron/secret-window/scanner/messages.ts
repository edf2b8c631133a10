/** What passes between main and a scanner window. It is told what to look at, and answers with the texts of codes; nothing else. */
export const scannerChannels = {
  job: 'scanner:job',
  found: 'scanner:found',
  ended: 'scanner:ended',
} as const;

export type ScannerJob =
  | { readonly from: 'file'; readonly bytes: Uint8Array }
  | { readonly from: 'camera'; readonly title: string; readonly words: string; readonly rehearsal: boolean };

/** What the person is told after each code; `done` ends the scanning. */
export interface ScanProgress {
  readonly done: boolean;
  readonly words: string;
  /** The code is not one of those looked for. */
  readonly wrong?: boolean;
}

/** Why a scan ended by itself. `finished`: the whole file was looked at. `too-long`: main has stopped it. */
export const scanEnds = ['finished', 'cancelled', 'no-camera', 'camera-denied', 'camera-busy', 'unreadable', 'locked', 'too-long'] as const;
export type ScanEnd = (typeof scanEnds)[number];

/** What the scanner's preload puts on its page as `window.scanner`. */
export interface ScannerBridge {
  job(): Promise<ScannerJob>;
  /** Texts of codes as they are found; may repeat. */
  found(texts: readonly string[]): Promise<ScanProgress>;
  ended(why: ScanEnd): void;
}
