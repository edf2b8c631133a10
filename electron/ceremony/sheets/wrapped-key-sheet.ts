import { capabilityName } from '../../../shared/algorithms.ts';
import { hex } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { encodeBody, lineLengths } from '../../../shared/paper/line-code.ts';
import { encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { type KeyBlobType, readKeyBlob } from '../../codec/key-blob.ts';
import { readKeyDescription } from '../../codec/pkcs15.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { sha256 } from './share-file-sheet.ts';
import { boxes, fact, factsAround, inFours, type SheetOrigin } from './sheet-origin.ts';

export interface WrappedKeySheet extends SheetOrigin {
  /** The .wky file. */
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Serials of devices that hold the key's DKEK. */
  readonly devices?: readonly string[] | undefined;
}

const kinds: Readonly<Record<KeyBlobType, string>> = { 15: 'AES', 5: 'RSA', 6: 'RSA', 12: 'EC' };

/** The sheet of a wrapped key. What it says of the key stands in clear in the file. Refusal wrapped-key-malformed. */
export function wrappedKeySheet(sheet: WrappedKeySheet): SheetModel {
  const { sheetId, bytes, fileName, practice } = sheet;
  const key = inspect(bytes);
  const lines = encodeBody(sheetId, bytes, lineLengths['wrapped-key']);
  return {
    kind: 'wrapped-key',
    title: key.label ? t('Wrapped key “{label}”', { label: key.label }) : t('Wrapped key'),
    banner: 'CIPHERTEXT',
    practice,
    purpose: [
      t(
        'A SmartCard-HSM is a chip card or USB token that keeps keys. This is a backup of one of its keys ({type}), encrypted under the device key encryption key (DKEK) whose check value is given here.',
        { type: key.type },
      ),
      t(
        'It can be restored on any SmartCard-HSM that holds the same DKEK, and nowhere else: to bring that DKEK back, all its shares are needed.',
      ),
      t('Keep the sheet as long as anything may have to be decrypted or signed with this key.'),
    ].join(' '),
    sheetId,
    facts: factsAround(sheet, [
      fact(t('Key'), key.label ? `${key.label}, ${key.type}` : key.type),
      fact(t('May be used for'), key.capabilities),
      fact(t('Check value (KCV) of the DKEK'), inFours(key.dkekKcv)),
      fact(t('Devices with this DKEK'), sheet.devices?.join(', ')),
      fact(t('File'), t('{fileName}, {bytes} bytes, {lines} lines', { fileName, bytes: bytes.length, lines: lines.length })),
    ]),
    lines,
    sha256: inFours(sha256(bytes)),
    codes: encodeCodes('wrapped-key', sheetId, bytes),
    restoreWithApp: [
      t('Start Conclave on a computer without network. In **Custodians** choose **Restore from paper…**.'),
      t('Hold the code or codes before the camera, or type the lines with their checks. Each line is judged as you type it.'),
      t('Compare the SHA-256 with this sheet, and save the file as `key.wky`.'),
      t('In **Key Manager**, on a device whose DKEK has the check value {dkekKcv}, choose **Import Key…**, then this file.', {
        dkekKcv: inFours(key.dkekKcv),
      }),
    ],
    restoreWithout: [
      t(
        'Take any Linux computer without network that has `openssl` and `sc-hsm-tool` (package opensc, github.com/OpenSC). Type the lines into a text file `key.txt`: without their numbers, checks and gaps, 64 characters a line (two rows here), and Enter after each line.',
      ),
      '`openssl base64 -d -in key.txt -out key.wky`',
      t('`openssl dgst -sha256 key.wky` must print the SHA-256 of this sheet. If not, a character is wrong: see the characters below.'),
      t(
        '`sc-hsm-tool` alone prints the DKEK key check value of the device in the reader. It must be {dkekKcv}; if not, first import all shares of that DKEK.',
        { dkekKcv: inFours(key.dkekKcv) },
      ),
      t(
        '`sc-hsm-tool --unwrap-key key.wky --key-reference 1` asks for the user PIN and imports the key. If it says that it found an existing description, take another number: it says so before it overwrites anything.',
      ),
    ],
    boxes,
  };
}

interface Inspected {
  readonly type: string;
  readonly label?: string;
  readonly capabilities?: string;
  readonly dkekKcv: string;
}

function inspect(bytes: Uint8Array): Inspected {
  const file = readWrappedKeyFile(bytes);
  const { header } = readKeyBlob(file.blob);
  const told = file.description && description(file.description);
  const allowed = [...header.allowed].map(capabilityName).join(', ');
  return {
    type: told?.sizeBits ? `${kinds[header.type]}-${told.sizeBits}` : t('{type} key', { type: kinds[header.type] }),
    ...(told?.label ? { label: told.label } : {}),
    ...(allowed ? { capabilities: allowed } : {}),
    dkekKcv: hex.encode(header.kcv),
  };
}

/** A key without a readable description can still be restored: the sheet then says less. */
function description(bytes: Uint8Array): { label: string; sizeBits: number } | undefined {
  try {
    return readKeyDescription(bytes);
  } catch {
    return undefined;
  }
}
