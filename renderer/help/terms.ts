import { t } from '../../shared/language/text.ts';

export interface Term {
  readonly word: string;
  readonly meaning: string;
}

/** Every term of the field that the screens use. Sorted where they are shown. */
export const terms: readonly Term[] = [
  {
    word: t('DKEK'),
    meaning: t(
      'Device key encryption key: one AES-256 key inside the device under which its keys are exported. Devices with the same DKEK can exchange keys.',
    ),
  },
  {
    word: t('DKEK share'),
    meaning: t('32 random bytes. The DKEK is made of all its shares together, so all of them are needed, and any one alone says nothing.'),
  },
  { word: t('share file'), meaning: t('One DKEK share, encrypted with a password: a .pbe file of 64 bytes, as sc-hsm-tool writes it.') },
  {
    word: t('password share'),
    meaning: t(
      'One part of the password of a share file, which was split among custodians: any t of n of them are enough. Not a DKEK share.',
    ),
  },
  { word: t('fingerprint'), meaning: t('Ten hexadecimal digits that tell one password share from another without telling what it is.') },
  {
    word: t('KCV'),
    meaning: t(
      'Key check value: the first 8 bytes of the SHA-256 of a key, as 16 hexadecimal digits. Equal values mean equal keys. Zeros mean that it is not known.',
    ),
  },
  { word: t('check value'), meaning: t('The same rule on one share: a wrong share is found before it joins the others.') },
  {
    word: t('wrapped key'),
    meaning: t('One key, encrypted under a DKEK, with its label and certificate in a file. Useless without the DKEK.'),
  },
  { word: t('User PIN'), meaning: t('6 to 15 characters. Lets the keys of a device be used.') },
  {
    word: t('SO-PIN'),
    meaning: t('16 hexadecimal digits. Initializes the device and unblocks the User PIN. After 15 wrong tries it is blocked for good.'),
  },
  { word: t('transport PIN'), meaning: t('A first User PIN that opens nothing until its holder has changed it.') },
  {
    word: t('public key authentication'),
    meaning: t('Custodians open a device together, each with a key on a device of their own, instead of the User PIN or before it.'),
  },
  {
    word: t('key domain'),
    meaning: t('A part of a device with a DKEK, shares and keys of its own. Keys leave it only under its own DKEK.'),
  },
  { word: t('use counter'), meaning: t('How often a key may still be used. It only goes down; at zero the key is dead for good.') },
  {
    word: t('capability'),
    meaning: t(
      'What an AES key may do, fixed when it is made: CBC_ENC (10) encrypts, CBC_DEC (11) decrypts, WRAP (92) lets it be exported.',
    ),
  },
  { word: t('label'), meaning: t('The name that people give to a device or a key.') },
  {
    word: t('serial'),
    meaning: t(
      'The number that a device has from its maker; it is printed on it and cannot be changed. Conclave tells devices apart by it alone.',
    ),
  },
  { word: t('key reference'), meaning: t('The number of a key on one device, 1 to 255. You never type it.') },
  {
    word: t('device certificate'),
    meaning: t('Says that the device is a genuine one of its maker. It is checked up to the maker’s root.'),
  },
  { word: t('attestation'), meaning: t('A proof, signed by the device, that a key was generated in it.') },
  { word: t('certificate'), meaning: t('Says to whom a public key belongs, signed by an authority.') },
  {
    word: t('CSR'),
    meaning: t(
      'Certificate signing request: a public key and a name, signed by the key itself, for an authority to make a certificate of.',
    ),
  },
  {
    word: t('PKCS#11'),
    meaning: t('The interface through which applications such as WebADM use a device. A module is the library that offers it.'),
  },
  {
    word: t('AES index'),
    meaning: t('The place of an AES key among the AES keys of a device, as WebADM counts them. It is not the ID of the key.'),
  },
  { word: t('APDU'), meaning: t('One command to the card, or its answer.') },
  { word: t('pcscd'), meaning: t('The program of the system through which readers and cards are reached.') },
  {
    word: t('reader'),
    meaning: t('The slot or the USB connector into which a card is put. A SmartCard-HSM on a USB stick brings its own.'),
  },
  { word: t('PIN pad'), meaning: t('Keys on the reader itself: the PIN is entered there and never reaches the computer.') },
  { word: t('custodian'), meaning: t('A person who keeps a part of what is needed to restore the keys.') },
  { word: t('quorum'), meaning: t('As many custodians as are needed: t of n.') },
  { word: t('witness'), meaning: t('A person who does nothing but watch, compare and confirm.') },
  {
    word: t('ceremony folder'),
    meaning: t('A folder, best on a USB stick, with the register, the transcript and the files of one ceremony. It holds no secret.'),
  },
  { word: t('register'), meaning: t('Who holds what, by sheet ID and fingerprint, in the ceremony folder.') },
  {
    word: t('plan'),
    meaning: t(
      'What a ceremony is to do: people, devices, parameters, keys. It is reviewed, printed, and stands once the ceremony has begun.',
    ),
  },
  {
    word: t('script'),
    meaning: t('The steps that follow from the plan, one after the other: who acts, what is said, done, looked at and confirmed.'),
  },
  {
    word: t('exception'),
    meaning: t('What happened that the plan did not foresee: what was expected, what happened, what was done, and who approved it.'),
  },
  {
    word: t('transcript'),
    meaning: t(
      'What the app writes down while a ceremony runs. Each entry carries the hash of the one before it, so nothing can be changed or removed unseen.',
    ),
  },
  {
    word: t('head'),
    meaning: t('The hash of the last entry of a transcript. Whoever has written it down can prove later that the transcript is whole.'),
  },
  {
    word: t('minutes'),
    meaning: t('The document that tells what happened, made from plan, transcript and registers, to be signed on paper.'),
  },
  { word: t('sheet'), meaning: t('A printed page with a share or a file in numbered lines and codes. Each line carries a check.') },
  { word: t('sheet ID'), meaning: t('Eight characters that name one sheet; the register knows it by them.') },
  { word: t('bag'), meaning: t('A tamper-evident bag with a number: whoever opens it destroys it.') },
  {
    word: t('restore drill'),
    meaning: t('Bringing the keys back from paper and files, without touching a production device, to prove that it works.'),
  },
  { word: t('clone'), meaning: t('A further device with the same DKEK and the same keys.') },
  { word: t('rehearsal'), meaning: t('A ceremony on simulated devices. Nothing in it is a production key.') },
  { word: t('simulated device'), meaning: t('A SmartCard-HSM in software. It protects nothing: its file holds all keys in clear.') },
  {
    word: t('workstation'),
    meaning: t('The computer at which the ceremony is held. It should have no network, and be switched off afterwards.'),
  },
];
