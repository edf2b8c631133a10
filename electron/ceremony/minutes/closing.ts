import { hex } from '../../../shared/bytes.ts';
import { headText } from '../../../shared/ceremony/head-text.ts';
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
    heading('Keeping'),
    facts(fact('Kept until', ''), fact('Kept by, where', ''), fact('Next restore drill', '')),
    { kind: 'new page' },
    heading('Head of the transcript'),
    paragraph(
      `Each entry of the transcript holds the SHA-256 of the entry before it. Whoever knows the hash of entry ${head.entries} knows that none of the ${head.entries} entries was changed. Read the words aloud, compare them with the screen, and photograph the code.`,
    ),
    facts(
      digits('Entries', String(head.entries)),
      digits('SHA-256 of the last one', head.sha256),
      fact('The same as words', pgpWords(hex.decode(head.sha256)).join(' ')),
    ),
    { kind: 'code', caption: 'The head, for a camera and for the verifier:', text: headText(head) },
    paragraph(
      'What is recorded after this page was made (its own saving, the last confirmation, leaving and closing) follows in the transcript. The verifier finds this head in it and lists what follows: npm run verify -- transcript.jsonl --minutes FILE',
    ),
    heading('Signatures'),
    {
      kind: 'signatures',
      blocks: script ? script.plan.people.map(({ role, name }) => block(role, name)) : blocksOfRegister(register.custodians),
    },
  ];
}

function block(role: Role, name: string): SignatureBlock {
  return { role: role.charAt(0).toUpperCase() + role.slice(1), name, meaning: meaningOf(role) };
}

function meaningOf(role: Role): string {
  if (role === 'operator') return 'I carried out the steps as these minutes tell, and entered every exception.';
  if (role === 'custodian') return 'I hold the sheets listed under my name, read back and sealed, and showed them to nobody.';
  if (role === 'security officer') return 'I set the SO-PINs and PINs of the devices and sealed them; nobody saw them.';
  if (isWitness(role)) return 'I was present throughout, saw each step I confirmed, and compared the head.';
  return '';
}

const blocksOfRegister = (custodians: readonly { readonly name: string }[]): SignatureBlock[] => [
  { role: 'Operator', meaning: meaningOf('operator') },
  { role: 'Witness', meaning: meaningOf('internal witness') },
  ...custodians.map(({ name }) => block('custodian', name)),
];

/** Signatures over an earlier head, made by keys on devices. */
function keySignatures(record: CeremonyRecord): DocumentPart[] {
  const signed = record.entries.filter(({ kind }) => kind === 'signature');
  if (signed.length === 0) return [];
  return [
    heading('Signatures by keys'),
    ...signed.flatMap(({ n, at, facts: told }): DocumentPart[] => [
      heading(`Key "${text(told, 'label')}" on ${deviceName(record, text(told, 'serial'))}`, 2),
      facts(
        fact('Signed', `${timeOfDay(at, record)}, entry ${n}`),
        digits('Head signed', `${text(told, 'head')} (entry ${text(told, 'entries')})`),
        fact('Algorithm', text(told, 'algorithm')),
        digits('SHA-256 of public key', text(told, 'publicKeySha256')),
        digits('Signature', text(told, 'signature')),
      ),
    ]),
  ];
}
