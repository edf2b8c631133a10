import type { RegisteredKey } from '../../../shared/clone/key-register.ts';
import type { RecordedDevice } from '../../../shared/clone/record.ts';
import { nameOfType } from '../../../shared/clone/words.ts';
import type { Kcv } from '../../../shared/numbers.ts';
import type { ProvableKey } from './travelling-key.ts';

/** What the register of keys learns from one device that is done. */
export function registeredKeys(
  keys: readonly ProvableKey[],
  dkekKcv: Kcv,
  { serial, label, doneAt = '' }: RecordedDevice,
): RegisteredKey[] {
  return keys.map((key) => ({
    ...{ check: key.check, label: key.label, id: key.id, type: nameOfType(key.type), dkekKcv },
    files: key.fileSha256 === undefined ? [] : [{ sha256: key.fileSha256, name: key.fileName ?? '' }],
    devices: [{ serial, label, provenAt: doneAt }],
  }));
}
