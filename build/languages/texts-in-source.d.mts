export interface TextsFound {
  readonly texts: readonly string[];
  readonly unreadable: readonly string[];
  readonly bare: readonly string[];
}
export function sourceFiles(root: string): string[];
export function textsIn(path: string, source: string): TextsFound;
