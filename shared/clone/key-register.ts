import { z } from 'zod';
import { t } from '../language/text.ts';
import type { KeyCheck } from '../models/clone.ts';
import type { Kcv, KeyId, Serial } from '../numbers.ts';

/** Which key, known by its check, is on which devices and in which wrapped files. Lies in the ceremony folder. */
export interface KeyRegister {
  readonly format: 'conclave-keys-1';
  readonly keys: readonly RegisteredKey[];
}

export interface RegisteredKey {
  readonly check: KeyCheck;
  readonly label: string;
  readonly id: KeyId;
  /** `AES-256`, `RSA-2048`. */
  readonly type: string;
  readonly dkekKcv: Kcv;
  readonly files: readonly { readonly sha256: string; readonly name: string }[];
  readonly devices: readonly { readonly serial: Serial; readonly label: string; readonly provenAt: string }[];
}

const text = z.string().max(1024);
const keyRegister = z.strictObject({
  format: z.literal('conclave-keys-1'),
  keys: z
    .array(
      z.strictObject({
        check: z.strictObject({ kind: z.enum(['public-key', 'aes-cmac']), digits: z.string().regex(/^(?:[0-9A-F]{16}|[0-9A-F]{64})$/) }),
        label: text,
        id: z.string().regex(/^(?:[0-9A-F]{2}){1,32}$/),
        type: z.string().max(60),
        dkekKcv: z.string().regex(/^[0-9A-F]{16}$/),
        files: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: text })).max(1000),
        devices: z.array(z.strictObject({ serial: z.string().regex(/^[\x21-\x7e]{3,15}$/), label: text, provenAt: text })).max(1000),
      }),
    )
    .max(10_000),
});

export const emptyKeyRegister: KeyRegister = { format: 'conclave-keys-1', keys: [] };

/** The register in the parsed JSON of its file. Throws SyntaxError. */
export function validateKeyRegister(untrusted: unknown): KeyRegister {
  const parsed = keyRegister.safeParse(untrusted);
  if (!parsed.success) throw new SyntaxError(t('it has another structure'));
  return parsed.data as unknown as KeyRegister;
}

/** The register with these keys in it; what it knew of them before is kept. A device stands once, with the latest proof. */
export function withKeys(register: KeyRegister, found: readonly RegisteredKey[]): KeyRegister {
  const keys = [...register.keys];
  for (const key of found) {
    const at = keys.findIndex(({ check }) => check.kind === key.check.kind && check.digits === key.check.digits);
    const before = keys[at];
    if (!before) keys.push(key);
    else
      keys[at] = {
        ...key,
        files: [...before.files.filter(({ sha256 }) => !key.files.some((file) => file.sha256 === sha256)), ...key.files],
        devices: [...before.devices.filter(({ serial }) => !key.devices.some((device) => device.serial === serial)), ...key.devices],
      };
  }
  return { ...register, keys };
}
