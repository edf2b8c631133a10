import { concat, hex, uint16 } from '../../shared/bytes.ts';
import { WireError } from '../transport/transport.ts';
import { commands } from './commands.ts';
import { newDevice, newSerial } from './device-identity.ts';
import { type Fault, FaultScript } from './faults.ts';
import { defaultMemory } from './memory.ts';
import { type CardCommand, parseCommand } from './parse-command.ts';
import { type CardState, newSession, type PoweredCard, type Session, wipeState } from './state.ts';
import { decodeState, encodeState, readStateFile, writeStateFile } from './state-file.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

/** Contact SmartCard-HSM and Nitrokey HSM 2 (protocol reference 1.1). */
const contactAtr = hex.decode('3BFE1800008131FE458031815448534D31738021408107FA');

export interface DeviceOptions {
  /** 7 to 11 characters, the first two letters a country; a random one in country UT where none is given. */
  readonly serial?: string;
  /** Bytes for files and keys. */
  readonly memory?: number;
}

/** A SmartCard-HSM in software. It is powered when made; one command runs at a time, others wait. */
export class SimulatedCard {
  readonly atr: Uint8Array = contactAtr;
  /** What shall go wrong. */
  readonly faults = new FaultScript();
  #state: CardState;
  /** undefined while the device has no power. */
  #session: Session | undefined = newSession();
  #queue: Promise<unknown> = Promise.resolve();
  #saving: Promise<unknown> = Promise.resolve();
  /** Ends of the calls of `transmit` that are under way. */
  readonly #underWay = new Set<(reason: WireError) => void>();
  readonly #path: string | undefined;
  /** Content of the state file. */
  #saved: string;

  private constructor(state: CardState, path: string | undefined, saved: string) {
    this.#state = state;
    this.#path = path;
    this.#saved = saved;
  }

  /** A device fresh from the factory, in memory alone. Throws RangeError for an impossible serial. */
  static create({ serial = newSerial(), memory = defaultMemory }: DeviceOptions = {}): SimulatedCard {
    return new SimulatedCard(newDevice(serial, memory), undefined, '');
  }

  /**
   * The device kept in this state file, or a new one where the file does not exist. Throws SyntaxError for a file that is no
   * such state, RangeError when its serial is another one than asked for, and the errors of the file system.
   */
  static async open(path: string, { serial, memory }: DeviceOptions = {}): Promise<SimulatedCard> {
    const text = await readStateFile(path);
    if (text === undefined) {
      const state = newDevice(serial ?? newSerial(), memory ?? defaultMemory);
      const first = encodeState(state);
      await writeStateFile(path, first);
      return new SimulatedCard(state, path, first);
    }
    const state = decodeState(text);
    if (serial !== undefined && serial !== state.serial) throw new RangeError(`the device in this file is ${state.serial}, not ${serial}`);
    if (memory !== undefined) state.memoryLimit = memory;
    return new SimulatedCard(state, path, text);
  }

  get serial(): string {
    return this.#state.serial;
  }

  /** Bytes for files and keys together; may be lowered below what is in use, then nothing more fits. */
  set memory(bytes: number) {
    this.#state.memoryLimit = bytes;
  }

  /** Gives the answer to reset; whatever session there was is over. */
  powerOn(): Uint8Array {
    this.powerOff();
    this.#session = newSession();
    return this.atr;
  }

  reset(): Uint8Array {
    return this.powerOn();
  }

  /** Commands that run or wait end with WireError at once; a key whose generation was under way is never stored. */
  powerOff(): void {
    this.#session = undefined;
    this.#queue = Promise.resolve();
    for (const end of [...this.#underWay]) end(this.#lostPower());
  }

  /** Ends a device in memory for good: its power goes, and its keys, DKEK and PINs are overwritten. */
  destroy(): void {
    this.powerOff();
    wipeState(this.#state);
  }

  /** When whatever is being written to the state file has been written. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  /** One command APDU in, its answer out, always at least a status word. Throws WireError card-removed without power, or when a scripted fault removes the card. */
  transmit(bytes: Uint8Array): Promise<Uint8Array> {
    const session = this.#session;
    const turn = this.#queue.then(() => this.#meetFaults(bytes, session));
    this.#queue = turn.catch(() => undefined);
    return new Promise<Uint8Array>((resolve, reject) => {
      this.#underWay.add(reject);
      turn.then(resolve, reject).finally(() => this.#underWay.delete(reject));
    });
  }

  async #meetFaults(bytes: Uint8Array, session: Session | undefined): Promise<Uint8Array> {
    const assertPowered = () => this.#assertPowered(session);
    const faults = this.faults.next(bytes[1]);
    for (const fault of faults) if (fault.kind === 'slow') await new Promise((done) => setTimeout(done, fault.ms));
    assertPowered();
    const sudden = faults.filter((fault) => fault.kind === 'status' || fault.kind === 'removed');
    const lost = this.#strike(sudden.filter(({ after }) => !after));
    const response = lost ?? (await this.#answer(bytes, session as Session, assertPowered));
    const third = Math.floor((response.length - 2) / 3);
    if (response.length > 2 && faults.some(({ kind }) => kind === 'wrong')) response[third] = (response[third] ?? 0) ^ 0x01;
    return this.#strike(sudden.filter(({ after }) => after)) ?? response;
  }

  /** The answer that a fault puts in place of the real one. */
  #strike(faults: readonly Fault[]): Uint8Array | undefined {
    for (const fault of faults) {
      if (fault.kind === 'status') return uint16(fault.sw);
      this.powerOff();
      this.#assertPowered(undefined);
    }
    return undefined;
  }

  #assertPowered(session: Session | undefined): void {
    if (session === undefined || session !== this.#session) throw this.#lostPower();
  }

  #lostPower(): WireError {
    return new WireError('card-removed', `the simulated device ${this.serial} lost power`);
  }

  async #answer(bytes: Uint8Array, session: Session, assertPowered: () => void): Promise<Uint8Array> {
    const { data, sw: word } = await this.#dispatch(bytes, { state: this.#state, session, assertPowered });
    return concat(data, uint16(word));
  }

  async #dispatch(bytes: Uint8Array, card: PoweredCard): Promise<Answer> {
    try {
      const command = parseCommand(bytes);
      const group = groupFor(command);
      const given = await runGuarded(() => group.run(card, command));
      if (!group.readsOnly) await this.#save();
      card.assertPowered();
      // no Le field: no data; otherwise at most Le bytes (ISO/IEC 7816-3 12.1)
      return answer(given.data.subarray(0, command.le ?? 0), given.sw);
    } catch (error) {
      if (error instanceof Refused) return answer(undefined, error.sw);
      throw error;
    }
  }

  /** What cannot be saved did not happen: 6581, and the device is as before the command. */
  #save(): Promise<void> {
    const turn = this.#saving.then(() => this.#writeState());
    this.#saving = turn.catch(() => undefined);
    return turn;
  }

  async #writeState(): Promise<void> {
    if (this.#path === undefined) return;
    const text = encodeState(this.#state);
    if (text === this.#saved) return;
    try {
      await writeStateFile(this.#path, text);
      this.#saved = text;
    } catch (error) {
      this.#state = decodeState(this.#saved);
      throw new Refused(sw.memoryFailure, { cause: error });
    }
  }
}

function groupFor({ cla, ins }: CardCommand) {
  demand(cla === 0x00 || cla === 0x80, sw.claNotSupported);
  const group = commands.get(ins);
  demand(group !== undefined, sw.insNotSupported);
  demand(group.cla === cla, sw.claNotSupported);
  return group;
}

/** A refusal is an answer too: what the command changed before it, such as a PIN counter, is kept. */
async function runGuarded(run: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) return answer(undefined, error.sw);
    // malformed data, found by a decoder
    if (error instanceof SyntaxError || error instanceof RangeError) return answer(undefined, sw.badData);
    if (error instanceof WireError) throw error;
    return answer(undefined, sw.unexplained);
  }
}
