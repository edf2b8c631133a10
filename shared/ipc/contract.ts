/**
 * The one contract between the main window and main. An operation is declared here once: the schema of its
 * request, the type of its response, and whether it may change a card. No request and no response has a
 * field for a secret: PINs, passwords and shares go through the secret window straight to main.
 */
import { z } from 'zod';
import { aesSizes, curveNames, rsaSizes } from '../algorithms.ts';
import type { CreatedShare, ExportedKey, ImportedShare, KeyName, Progress, TestReport } from '../models/reports.ts';
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

  'share.create': operation<CreatedShare>()(onDevice, 'reads'),
  'share.import': operation<ImportedShare>()(
    z.strictObject({ serial: aSerial, expectedShareKcv: aKcv.optional(), expectedDkekKcv: aKcv.optional() }),
    'changes card',
  ),

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
