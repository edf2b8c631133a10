import { WRAP } from '../../../shared/algorithms.ts';
import { hex } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import { kcv, unknownKcv } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { type PublicKey, readKeyCertificate } from '../../card/public-keys.ts';
import { wrapKey } from '../../card/wrap.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import type { Device } from '../fleet/device.ts';
import { dkekIfAny } from '../set-up/key-domain.ts';
import { aesOperations } from './aes-attempts.ts';
import { type Attempt, differs, type KeyOperation, type MayUse } from './attempt.ts';
import { ecOperations } from './ec-attempts.ts';
import { rsaOperations } from './rsa-attempts.ts';

/**
 * The real operations that a key's capabilities allow, none of them done yet. The key's details must have been read. They are
 * compared with `publicKey`, or with the one that the device holds where none is given.
 */
export async function attemptsFor(device: Device, key: KeySnapshot, list: readonly number[], publicKey?: PublicKey): Promise<Attempt[]> {
  const domain = device.state.keyDomains ? key.keyDomain : 0;
  const dkek = domain === undefined ? undefined : dkekIfAny(device.state, domain);
  const may = (id: number) => list.length === 0 || list.includes(id);
  const operations = key.type.kind === 'AES' ? aesOperations(device, key, may) : await pairOperations(device, key, may, publicKey);
  // A key without a list may or may not be exportable: only the attempt tells.
  if (dkek?.kind === 'complete' && may(WRAP)) operations.push(wrapOperation(device, key, dkek.kcv, domain));
  return operations.map((operation) => ({ ...operation, promised: list.length > 0 }));
}

async function pairOperations(device: Device, key: KeySnapshot, may: MayUse, known: PublicKey | undefined): Promise<KeyOperation[]> {
  const publicKey = known ?? (await storedPublicKey(device, key));
  if (!publicKey || (publicKey.kind === 'EC' && !publicKey.curve)) {
    const unless = t('the device holds no public key to compare with');
    return [{ name: t('Sign'), unless, uses: 0, run: () => Promise.reject(new Error(unless)), throughModule: unless }];
  }
  return publicKey.kind === 'RSA' ? rsaOperations(device, key, publicKey, may) : ecOperations(device, key, publicKey, may);
}

async function storedPublicKey({ session }: Device, { reference }: KeySnapshot): Promise<PublicKey | undefined> {
  const content = await readObject(session, fileOf('keyCertificate', reference));
  return content && readKeyCertificate(content)?.publicKey;
}

/** This check uses the DKEK and not the key: alone it proves nothing of the key. */
export const exportCheck = t('Export under the DKEK');

function wrapOperation(device: Device, { reference, label }: KeySnapshot, deviceKcv: string, domain: number | undefined): KeyOperation {
  return {
    name: exportCheck,
    uses: 1,
    run: async () => {
      const { header } = readKeyBlob(await wrapKey(device.session, reference, label, domain));
      const told = kcv(hex.encode(header.kcv));
      if (deviceKcv !== unknownKcv && told !== deviceKcv)
        throw differs(t('it is wrapped under {told}, the DKEK is {kcv}', { told, kcv: deviceKcv }));
      return t('it was wrapped under the DKEK {kcv}', { kcv: told });
    },
    throughModule: t('PKCS#11 has no export under a DKEK'),
  };
}
