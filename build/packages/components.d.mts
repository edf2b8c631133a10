export interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
  readonly sha512: string;
}

export function shippedComponents(root: string, bundled: readonly { readonly packages: readonly string[] }[]): Component[];
