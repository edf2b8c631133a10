import { z } from 'zod';

/** The module that this workstation remembers: its file, and what the file was when a person chose it. */
export interface ModuleChoice {
  readonly path: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

const schema = z.object({ path: z.string().min(1).max(4096), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What the file of the choice says; undefined for anything else than a choice, so that the app starts whatever stands in it. */
export function readChoice(bytes: Uint8Array): ModuleChoice | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
