/** What the app is, for the About box and for diagnostics. */
export interface AboutReport {
  readonly version: string;
  /** ISO 8601, of the commit it was built from. */
  readonly builtAt: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Operating system with its version, and the processor. */
  readonly system: string;
  /** The runtime is not the pinned one. */
  readonly developmentOnly: boolean;
  readonly package: AboutPackage;
  /** The PKCS#11 module that is chosen. */
  readonly module?: { readonly path: string; readonly sha256: string };
}

export type AboutPackage =
  | { readonly kind: 'working-folder' }
  | { readonly kind: 'without-list' }
  /** `sha256` of the list, 64 hex digits, its first 16 bytes as words; files that are not those of the list. */
  | { readonly kind: 'listed'; readonly sha256: string; readonly words: string; readonly changed: readonly string[] };
