import { hex } from '../../../shared/bytes.ts';
import { headText } from '../../../shared/ceremony/head-text.ts';
import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentPart, SignatureBlock } from '../../../shared/models/document.ts';
import { isWitness, type Role } from '../../../shared/models/plan.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { type CeremonyRecord, deviceName, text, timeOfDay } from './ceremony-record.ts';
import { digits, fact, facts, heading, paragraph } from './parts.ts';

/** Where the chain ends, as hex, words and code; who vouches for it, and with what meaning. */
export function closing(record: CeremonyRecord): DocumentPart[] {
  const { head, script, register } = record;
  return [
    ...keySignatures(record),
    heading(t('Keeping')),
    facts(fact(t('Kept until'), ''), fact(t('Kept by, where'), ''), fact(t('Next restore drill'), '')),
    { kind: 'new page' },
    heading(t('Head of the transcript')),
    paragraph(
      t(
        'Each entry of the transcript holds the SHA-256 of the entry before it. Whoever knows the hash of entry {entries} knows that none of the {entries} entries was changed. Read the words aloud, compare them with the screen, and photograph the code.',
        { entries: head.entries },
      ),
    ),
    facts(
      digits(t('Entries'), String(head.entries)),
      digits(t('SHA-256 of the last one'), head.sha256),
      fact(t('The same as words'), pgpWords(hex.decode(head.sha256)).join(' ')),
    ),
    { kind: 'code', caption: t('The head, for a camera and for the verifier:'), text: headText(head) },
    paragraph(
      t(
        'What is recorded after this page was made (its own saving, the last confirmation, leaving and closing) follows in the transcript. The verifier finds this head in it and lists what follows: npm run verify -- transcript.jsonl --minutes FILE',
      ),
    ),
    heading(t('Signatures')),
    {
      kind: 'signatures',
      blocks: script ? script.plan.people.map(({ role, name }) => block(role, name)) : blocksOfRegister(register.custodians),
    },
  ];
}

function block(role: Role, name: string): SignatureBlock {
  return { role: capitalised(roleWords[role]), name, meaning: meaningOf(role) };
}

const capitalised = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

function meaningOf(role: Role): string {
  if (role === 'operator') return t('I carried out the steps as these minutes tell, and entered every exception.');
  if (role === 'custodian') return t('I hold the sheets listed under my name, read back and sealed, and showed them to nobody.');
  if (role === 'security officer') return t('I set the SO-PINs and PINs of the devices and sealed them; nobody saw them.');
  if (isWitness(role)) return t('I was present throughout, saw each step I confirmed, and compared the head.');
  return '';
}

const blocksOfRegister = (custodians: readonly { readonly name: string }[]): SignatureBlock[] => [
  { role: t('Operator'), meaning: meaningOf('operator') },
  { role: t('Witness'), meaning: meaningOf('internal witness') },
  ...custodians.map(({ name }) => block('custodian', name)),
];

/** Signatures over an earlier head, made by keys on devices. */
function keySignatures(record: CeremonyRecord): DocumentPart[] {
  const signed = record.entries.filter(({ kind }) => kind === 'signature');
  if (signed.length === 0) return [];
  return [
    heading(t('Signatures by keys')),
    ...signed.flatMap(({ n, at, facts: told }): DocumentPart[] => [
      heading(t('Key "{label}" on {device}', { label: text(told, 'label'), device: deviceName(record, text(told, 'serial')) }), 2),
      facts(
        fact(t('Signed'), t('{time}, entry {n}', { time: timeOfDay(at, record), n })),
        digits(t('Head signed'), t('{head} (entry {entries})', { head: text(told, 'head'), entries: text(told, 'entries') })),
        fact(t('Algorithm'), text(told, 'algorithm')),
        digits(t('SHA-256 of public key'), text(told, 'publicKeySha256')),
        digits(t('Signature'), text(told, 'signature')),
      ),
    ]),
  ];
}
