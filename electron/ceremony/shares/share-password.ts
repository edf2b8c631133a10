import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SecretField, SecretForm } from '../../../shared/models/secret-form.ts';
import type { Pbe } from '../../codec/pbe.ts';
import { estimatePassword } from '../../crypto/password.ts';
import { openShare, type PbeKeys } from '../../crypto/pbe.ts';
import type { Secret } from '../../crypto/secret.ts';
import { answer, type SecretAnswers } from '../person.ts';
import { sameBytes } from '../pins/pin-fields.ts';
import type { Workstation } from '../workstation.ts';

/** Below this many estimated bits no password protects a production share; the derivation adds only about 24. */
export const MINIMUM_BITS = 75;

const password: SecretField = {
  name: 'password',
  label: t('Password'),
  kind: 'password',
  hint: t('Capital letters and spaces count.'),
  minimum: 1,
  maximum: 256,
};
/** The stock tool asks for at least 6 characters, so a share with fewer could not be made or checked with it. */
const newPassword: SecretField = {
  ...password,
  hint: t('Use the generated one, or at least 20 random characters.'),
  minimum: 6,
  isNew: true,
};
const repeatPassword: SecretField = { ...password, name: 'repeat-password', label: t('Repeat password'), minimum: 6, repeats: 'password' };

/** Asks for the new password of a share and derives its keys; the caller wipes them. Refusal cancelled. In a rehearsal a weak one needs a confirmation. */
export async function keysFromNewPassword(workstation: Workstation, device: string, salt: Uint8Array): Promise<PbeKeys> {
  const form: SecretForm = {
    title: t('Create DKEK Share'),
    device,
    purpose: t('The password encrypts the share file. Without it nobody can open the share again: write it down now.'),
    fields: [newPassword, repeatPassword],
  };
  const rehearsal = workstation.fleet.source.simulated;
  const use = (weakAllowed: boolean) => async (answers: SecretAnswers) => {
    const chosen = answer(answers, 'password');
    if (!sameBytes(chosen, answer(answers, 'repeat-password'))) refuse('pins-differ', { pin: t('password') });
    await judge(chosen, rehearsal, weakAllowed);
    return derive(workstation, t('Encrypting the DKEK share'), chosen, salt);
  };
  try {
    return await workstation.person.secrets(form, use(false));
  } catch (error) {
    if (!(error instanceof WeakForPractice)) throw error;
    const confirmation = t('Practice only: this password is worth about {bits} bits, a production share needs {minimum}.', {
      ...{ bits: error.bits, minimum: MINIMUM_BITS },
    });
    return await workstation.person.secrets({ ...form, confirmation }, use(true));
  }
}

/** Asks for the password of a share file until it opens. The caller wipes the share. Refusal pbe-password, cancelled. */
export function shareFromPassword(workstation: Workstation, words: Omit<SecretForm, 'fields'>, pbe: Pbe): Promise<Secret> {
  return workstation.person.secrets({ ...words, fields: [password] }, async (answers) => {
    const keys = await derive(workstation, t('Opening the DKEK share'), answer(answers, 'password'), pbe.salt);
    try {
      return openShare(pbe, keys) ?? refuse('pbe-password');
    } finally {
      keys.key.wipe();
      keys.iv.wipe();
    }
  });
}

/** A rehearsal takes a weak password, but only one that was called weak and confirmed as such. */
class WeakForPractice extends Error {
  readonly bits: number;
  constructor(bits: number) {
    super('weak password in a rehearsal');
    this.name = 'WeakForPractice';
    this.bits = bits;
  }
}

async function judge(chosen: Secret, rehearsal: boolean, weakAllowed: boolean): Promise<void> {
  if (weakAllowed) return;
  const { bits } = await estimatePassword(new TextDecoder().decode(chosen.expose()));
  if (bits >= MINIMUM_BITS) return;
  const rounded = Math.floor(bits);
  if (rehearsal) throw new WeakForPractice(rounded);
  refuse('password-too-weak', { bits: rounded, minimum: MINIMUM_BITS });
}

function derive({ longWork, derivePbeKey }: Workstation, words: string, chosen: Secret, salt: Uint8Array): Promise<PbeKeys> {
  return longWork.run(words, true, (reports) => derivePbeKey(chosen, salt, reports));
}
