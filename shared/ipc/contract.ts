/**
 * The one contract between the main window and main. An operation is declared here once: the schema of its
 * request, the type of its response, and whether it may change a card. No request and no response has a
 * field for a secret: PINs, passwords and shares go through the secret window straight to main.
 */
import { z } from 'zod';
import { aesSizes, curveNames, rsaSizes } from '../algorithms.ts';
import type {
  CreatedShare,
  ExportedKey,
  ImportedShare,
  IssuedSet,
  KeyName,
  Progress,
  RestoredFile,
  SheetOutcome,
  SoloCheck,
  TestReport,
} from '../models/reports.ts';
import type { Snapshot } from '../models/snapshot.ts';
import { type KeyReference, keyReference, type Serial, serial } from '../numbers.ts';
import type { Result } from '../result.ts';

interface Operation<Request, Response> {
  readonly request: z.ZodType<Request>;
  readonly changesCard: boolean;
  /** Carries the type only; there is no value. */
  readonly response: Response;
}

function operation<Response>() {
  return <Request>(request: z.ZodType<Request>, effect: 'reads' | 'changes card'): Operation<Request, Response> => ({
    request,
    changesCard: effect === 'changes card',
    response: undefined as Response,
  });
}

const aSerial: z.ZodType<Serial> = z
  .string()
  .regex(/^[\x21-\x7e]{3,15}$/)
  .transform(serial);
const aReference: z.ZodType<KeyReference> = z.number().int().min(1).max(255).transform(keyReference);
/** The card's limits are in bytes and checked where the label is written; this only bounds the message. */
const aLabel = z.string().max(256);
const aKcv = z.string().regex(/^[0-9A-Fa-f]{16}$/);
/** What the operator typed to enable a destructive button: the last four characters of the serial. */
const aConfirmation = z.string().length(4);
const aReader = z.string().min(1).max(256);

const aName = z.string().trim().min(1).max(80);
const anId = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
/** `threshold` parts out of as many as there are custodians, one each. */
const aSplit = z.strictObject({ threshold: z.number().int().min(1).max(9), custodians: z.array(z.string().max(40)).min(2).max(9) });

const nothing = z.strictObject({});
const onDevice = z.strictObject({ serial: aSerial });
const onKey = z.strictObject({ serial: aSerial, reference: aReference });
const onReader = z.strictObject({ reader: aReader });

export const contract = {
  'state.read': operation<Snapshot>()(nothing, 'reads'),
  'work.cancel': operation<void>()(z.strictObject({ work: z.string().max(64) }), 'reads'),

  'device.initialize': operation<void>()(
    z.strictObject({
      serial: aSerial,
      label: aLabel,
      scheme: z.enum(['shares', 'random', 'none']),
      /** Only looked at for the scheme `shares`. */
      shares: z.number().int().min(1).max(255),
      retries: z.number().int().min(1).max(10),
      resetWithSoPin: z.boolean(),
      confirmation: aConfirmation,
    }),
    'changes card',
  ),
  'device.test': operation<TestReport>()(onDevice, 'reads'),
  'device.read-again': operation<void>()(onReader, 'reads'),

  'pin.login': operation<void>()(onDevice, 'reads'),
  'pin.logout': operation<void>()(onDevice, 'reads'),
  'pin.change': operation<void>()(onDevice, 'changes card'),
  'pin.unblock': operation<void>()(onDevice, 'changes card'),
  'so-pin.change': operation<void>()(onDevice, 'changes card'),

  /** With a split, each of `custodians` gets one part of a generated password, in this order. */
  'share.create': operation<CreatedShare>()(z.strictObject({ serial: aSerial, split: aSplit.optional() }), 'reads'),
  'share.import': operation<ImportedShare>()(
    z.strictObject({
      serial: aSerial,
      expectedShareKcv: aKcv.optional(),
      expectedDkekKcv: aKcv.optional(),
      /** How the file's password comes in: as a whole, from a quorum of our own shares, or from those of sc-hsm-tool. */
      by: z.enum(['password', 'quorum', 'stock-quorum']).optional(),
      /** How many shares are needed, as the person says. Only looked at where neither the register nor a scanned share tells. */
      needed: z.number().int().min(2).max(255).optional(),
    }),
    'changes card',
  ),

  /** Recovers the password of a share file from its quorum and splits a new one for another group: new salt, new file, new sheets. */
  'share.reissue': operation<CreatedShare>()(z.strictObject({ setId: anId, split: aSplit }), 'reads'),

  'custody.open-folder': operation<void>()(nothing, 'reads'),
  'custody.close-folder': operation<void>()(nothing, 'reads'),
  'custody.add-custodian': operation<void>()(z.strictObject({ name: aName, organisation: z.string().max(80) }), 'reads'),
  'custody.change-custodian': operation<void>()(
    z.strictObject({ id: z.string().max(40), name: aName, organisation: z.string().max(80) }),
    'reads',
  ),
  /** Only one who holds nothing. */
  'custody.remove-custodian': operation<void>()(z.strictObject({ id: z.string().max(40) }), 'reads'),
  'custody.seal': operation<void>()(z.strictObject({ sheetId: anId, teb: aName }), 'reads'),
  /** One custodian checks one of their envelopes or sheets alone. */
  'custody.solo-check': operation<SoloCheck>()(z.strictObject({ sheetId: anId }), 'reads'),
  /** Splits a text (a PIN, an SO-PIN, an existing password) that is typed in the secret window. */
  'text.split': operation<IssuedSet>()(z.strictObject({ purpose: aName, split: aSplit }), 'reads'),
  /** Brings it back from its parts; the text is shown in the secret window only. */
  'text.combine': operation<void>()(
    z.strictObject({
      /** As for `share.import`. */
      needed: z.number().int().min(2).max(9).optional(),
    }),
    'reads',
  ),

  /** Prints the sheet of a share file or a wrapped key that is chosen in a file dialog; custody of the sheet is recorded where one is named. */
  'paper.print-file': operation<SheetOutcome>()(
    z.strictObject({ copies: z.number().int().min(1).max(9), custodian: z.string().max(40).optional() }),
    'reads',
  ),
  'paper.print-blank': operation<SheetOutcome>()(nothing, 'reads'),
  'paper.restore': operation<RestoredFile>()(nothing, 'reads'),

  'key.open': operation<void>()(onKey, 'reads'),
  'key.generate-aes': operation<KeyName>()(
    z.strictObject({
      serial: aSerial,
      label: aLabel,
      size: z.literal(aesSizes),
      capabilities: z.array(z.number().int().min(0).max(255)).max(16),
    }),
    'changes card',
  ),
  'key.generate-rsa': operation<KeyName>()(z.strictObject({ serial: aSerial, label: aLabel, size: z.literal(rsaSizes) }), 'changes card'),
  'key.generate-ec': operation<KeyName>()(z.strictObject({ serial: aSerial, label: aLabel, curve: z.enum(curveNames) }), 'changes card'),
  'key.export': operation<ExportedKey>()(onKey, 'reads'),
  'key.import': operation<KeyName>()(onDevice, 'changes card'),
  'key.rename': operation<void>()(z.strictObject({ serial: aSerial, reference: aReference, label: aLabel }), 'changes card'),
  'key.delete': operation<void>()(z.strictObject({ serial: aSerial, reference: aReference, confirmation: aConfirmation }), 'changes card'),
  'key.test': operation<TestReport>()(onKey, 'reads'),

  'rehearsal.start': operation<void>()(nothing, 'reads'),
  'rehearsal.leave': operation<void>()(nothing, 'reads'),
  'rehearsal.add-reader': operation<void>()(nothing, 'reads'),
  'rehearsal.remove-reader': operation<void>()(onReader, 'reads'),
  /** Inserts the simulated device with this serial, or a new one where none is named. */
  'rehearsal.insert-device': operation<void>()(z.strictObject({ reader: aReader, serial: aSerial.optional() }), 'reads'),
  'rehearsal.pull-device': operation<void>()(onReader, 'reads'),
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type ParsedRequest<Name extends OperationName> = z.output<Contract[Name]['request']>;
/** What the window sends: the same type, since serials and references reach it branded, in snapshots. */
export type RequestOf<Name extends OperationName> = ParsedRequest<Name>;
export type ResponseOf<Name extends OperationName> = Contract[Name]['response'];

/** What main pushes to the main window. */
export interface Events {
  snapshot: Snapshot;
  /** The work under way, or null when there is none. */
  progress: Progress | null;
}
export type EventName = keyof Events;

/** What the preload puts on the main window as `window.conclave`. */
export interface Bridge {
  invoke<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>>;
  /** Returns the function that ends the subscription. */
  subscribe<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
}
