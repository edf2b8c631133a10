import type { Component } from './components.mjs';
import type { Naming } from './naming.mjs';

export function sbom(
  components: readonly Component[],
  about: { readonly naming: Naming; readonly electron: string; readonly seconds: number },
): { readonly serialNumber: string; readonly components: readonly { readonly purl: string }[] };
