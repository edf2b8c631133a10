export interface Import {
  readonly target: string;
  /** Gone after type stripping. */
  readonly typeOnly: boolean;
}

export function importsOf(text: string): Import[];
export function complaint(path: string, found: Import): string | undefined;
export function checkLayers(root: string): { errors: string[]; warnings: string[] };
