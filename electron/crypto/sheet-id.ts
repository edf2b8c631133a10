import { sheetIdDigits } from '../../shared/paper/sheet-id.ts';
import { hostRandom } from './random.ts';

/** A new name of 40 bits for a sheet, a set or a ceremony, from the host's CSPRNG: `K7Q2-M5TX`. */
export function newId(): string {
  const characters = [...hostRandom(8)].map((byte) => sheetIdDigits[byte & 31]).join('');
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
