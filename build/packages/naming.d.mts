export interface Naming {
  readonly test: boolean;
  readonly version: string;
  readonly name: string;
  readonly executable: string;
  readonly productName: string;
  readonly description: string;
  readonly appId: string;
}

export function naming(root: string, options: { readonly test: boolean }): Naming;
