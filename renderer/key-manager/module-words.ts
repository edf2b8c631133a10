import { t } from '../../shared/language/text.ts';
import type { ApplicationRow, ApplicationView, Difference, KeyTraits, ShownObject } from '../../shared/models/application-view.ts';
import type { ChosenModule } from '../../shared/models/module.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';

/** Keys of the card that the module shows, whole or in part. */
export function shownKeys({ rows }: ApplicationView): { readonly shown: number; readonly all: number } {
  const keys = rows.filter(({ reference }) => reference !== undefined);
  return { shown: keys.filter(({ shown }) => shown.length > 0).length, all: keys.length };
}

/** Uses of a key or mechanism, in the words of PKCS#11; one that is not known stays as it came. */
const useWords: Readonly<Record<string, string>> = {
  encrypt: t('encrypt'),
  decrypt: t('decrypt'),
  digest: t('digest'),
  sign: t('sign'),
  verify: t('verify'),
  'generate a key': t('generate a key'),
  'generate a key pair': t('generate a key pair'),
  wrap: t('wrap'),
  unwrap: t('unwrap'),
  derive: t('derive'),
};

export const usesText = (uses: readonly string[]): string => uses.map((use) => useWords[use] ?? use).join(', ');

/** What the module could delete: it goes by ID. */
export function deletableRows({ applicationView }: DeviceSnapshot): readonly ApplicationRow[] {
  return (applicationView?.rows ?? []).filter(({ id, shown }) => id !== '' && shown.some((kind) => kind !== 'data'));
}

/** What stands after `PKCS#11: `. */
export function moduleText(module: ChosenModule | undefined, view: ApplicationView | undefined): string {
  if (!module) return t('no module chosen');
  if (module.trouble) return t('{product}, cannot be used', { product: module.product });
  return view ? `${module.product}, ${foundText(view)}` : t('{product}, not looked at', { product: module.product });
}

export function foundText(view: ApplicationView): string {
  const { shown, all } = shownKeys(view);
  if (all === 0) return t('no keys');
  return shown === all
    ? t('{all, plural, one {# of # key} other {all # keys}}', { all })
    : t('{shown} of {all, plural, one {# key} other {# keys}}', { shown, all });
}

export const shownWords: Readonly<Record<ShownObject, string>> = {
  private: t('private key'),
  public: t('public key'),
  secret: t('secret key'),
  certificate: t('certificate'),
  data: t('data'),
};

export function cardHolds({ reference, certificate }: ApplicationRow): string {
  if (reference === undefined) return '–';
  return { none: t('key'), request: t('key, request'), x509: t('key, certificate'), damaged: t('key, damaged certificate') }[
    certificate ?? 'none'
  ];
}

/** Traits in the words of PKCS#11; what the module does not tell is left out. */
export function traitWords({ sensitive, extractable, local, alwaysAuthenticate }: KeyTraits): string[] {
  return [
    ...(sensitive === undefined ? [] : [sensitive ? t('sensitive') : t('not sensitive')]),
    ...(extractable === undefined ? [] : [extractable ? t('extractable') : t('not extractable')]),
    ...(local === undefined ? [] : [local ? t('local') : t('not local')]),
    ...(alwaysAuthenticate ? [t('always authenticate')] : []),
  ];
}

export function aesText({ aes }: ApplicationRow): string | undefined {
  if (!aes) return undefined;
  return aes.countedBy === 'module'
    ? t('AES key {index}', { index: aes.index })
    : t('AES key {index}, counted on the card', { index: aes.index });
}

/** Why the two sides differ, and what to do about it where something can be done. */
export const differenceWords: Readonly<Record<Difference, string>> = {
  'aes-not-shown-by-opensc': t(
    'OpenSC’s driver for the SmartCard-HSM reads no AES keys. CardContact’s module (libsc-hsm-pkcs11.so) shows them, and WebADM needs that one.',
  ),
  'no-description': t(
    'The key has no description on the card, so the module knows neither its name nor its type. Rename the key in the tree to give it one.',
  ),
  'login-needed': t('Private and secret keys show only after a login. Look through the module again, with the User PIN.'),
  'not-shown': t('The card holds this key, but the module does not show it: it may not know this type of key or this curve.'),
  'no-private-key': t('The module shows the public part only: applications cannot use this key through it.'),
  'no-public-key': t('The card holds neither a request nor a certificate for this key, so the module cannot tell its public key.'),
  'certificate-not-shown': t('The card holds a certificate for this key, but the module does not show it.'),
  'label-differs': t('The module gives it another label than its description on the card.'),
  'certificate-alone': t('A certificate whose ID belongs to no key of this card: that of a CA, or what was left of a deleted key.'),
  'data-object': t('Data that an application stored on the card. It is no key.'),
  'not-a-key-of-the-card': t('The card lists no key with this ID and type.'),
};
