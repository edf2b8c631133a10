import type { ApplicationView } from '../../../shared/models/application-view.ts';
import type { DeviceSnapshot, KeySnapshot, PinState, PkaSnapshot } from '../../../shared/models/snapshot.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { type DeviceCertificates, readFreeMemory, readTokenInfo } from '../../card/device.ts';
import { readDkeks } from '../../card/key-domains.ts';
import { readPin } from '../../card/pins.ts';
import { type CardSession, openSession } from '../../card/session.ts';
import type { PinPad, WireError } from '../../transport/transport.ts';
import { keysDiffer } from '../keys/keys-differ.ts';
import { listedObjects, readListedObjects } from '../objects/listed-objects.ts';
import { optionsOf } from '../set-up/device-options.ts';
import type { Line, Parting } from './line.ts';
import { readKeyDetails, readKeyList, readKeySnapshot } from './read-key.ts';
import { readPkaSnapshot, readUserPin } from './read-pka.ts';
import type { Remembered, Settle } from './remembered.ts';
import { withParts } from './snapshot-parts.ts';
import { UnderWay } from './under-way.ts';

export interface DeviceParts {
  readonly reader: string;
  readonly line: Line;
  readonly session: CardSession;
  readonly remembered: Remembered;
  /** Its own certificate and those above it, which never change. */
  readonly certificates: DeviceCertificates;
  readonly state: DeviceSnapshot;
}

/** One inserted device: its session and what is known of it. Each `read…` asks the card for one part and shows it. */
export class Device {
  readonly reader: string;
  readonly serial: Serial;
  readonly remembered: Remembered;
  readonly certificates: DeviceCertificates;
  readonly underWay: UnderWay;
  #line: Line;
  #session: CardSession;
  #state: DeviceSnapshot;
  #applicationView: ApplicationView | undefined;
  /** Called after each change of what is known. */
  changed: () => void = () => undefined;

  constructor(parts: DeviceParts) {
    this.reader = parts.reader;
    this.serial = parts.state.serial;
    this.remembered = parts.remembered;
    this.underWay = new UnderWay(parts.remembered);
    this.certificates = parts.certificates;
    this.#line = parts.line;
    this.#session = parts.session;
    this.#state = parts.state;
    this.remembered.sawTries(parts.state.userPin);
  }

  /** The reader's own keys for PINs, if it has any. */
  get pinPad(): PinPad | undefined {
    return this.#line.pinPad;
  }

  get session(): CardSession {
    return this.#session;
  }

  /** What the card told last, without activity and notice. */
  get state(): DeviceSnapshot {
    return this.#state;
  }

  get snapshot(): DeviceSnapshot {
    const { notice } = this.remembered;
    return {
      ...this.#state,
      ...(this.#applicationView ? { applicationView: this.#applicationView } : {}),
      ...(this.activity === undefined ? {} : { activity: this.activity }),
      ...(notice === undefined ? {} : { notice }),
    };
  }

  /** The tries of a verified PIN are not told: where the device was never seen with more than one, it counts as the last. */
  get userPin(): PinState {
    const { userPin } = this.#state;
    return userPin.kind === 'verified' && this.remembered.mostTries === 1 ? { kind: 'not-verified', triesLeft: 1 } : userPin;
  }

  /** `<label> <serial>`, as the forms name it. */
  get title(): string {
    return `${this.#state.label} ${this.serial}`.trim();
  }

  key(reference: KeyReference): KeySnapshot | undefined {
    return this.#state.keys.find((key) => key.reference === reference);
  }

  // what runs on it

  get activity(): string | undefined {
    return this.underWay.activity;
  }

  /** The failure that ended the session, if any. */
  get lost(): WireError | undefined {
    return this.#line.lost;
  }

  get detached(): boolean {
    return this.#line.closed;
  }

  begin(activity: string): void {
    this.underWay.begin(activity);
    this.#line.during = activity;
  }

  /** To be called before the first command that changes the card: explains the outcome if the card is pulled from here on. */
  whenInterrupted(settle: Settle): void {
    this.underWay.whenInterrupted(settle);
  }

  /** What the operation under way found and cured, beside what it was asked for: shown as the notice when it has succeeded. */
  tells(finding: string): void {
    this.underWay.tells(finding);
  }

  /** Goes on with the session of the same device that was opened afresh. */
  renew(opened: Device): void {
    [this.#line, this.#session] = [opened.#line, opened.#session];
    if (this.activity) this.#line.during = this.activity;
    this.#replace(opened.#state);
  }

  /** The card has gone: no further command is sent. */
  detach(why: Parting): void {
    this.#line.close(why);
  }

  // what it tells

  async readPins(): Promise<void> {
    // a device without has none until it is initialized again, which selects the applet anew
    if (this.#state.pka) await this.readPka();
    const userPin = await readUserPin(this.#session, this.#state.pka);
    const soPin = await readPin(this.#session, 'so');
    this.#update({ userPin, soPin, initialized: userPin.kind !== 'not-set' });
  }

  async readPka(): Promise<PkaSnapshot | undefined> {
    const pka = await readPkaSnapshot(this.#session, this.#state.pka !== undefined);
    this.#update({ pka });
    return pka;
  }

  /** The DKEK, on a device with key domains each. `afresh` also looks whether it has them now, and how many: one command more. */
  async readDkek(afresh = false): Promise<void> {
    const known = afresh ? 0 : (this.#state.keyDomains?.length ?? 0);
    const looks = (afresh || known > 0) && this.#state.initialized;
    this.#update({ keyDomains: undefined, ...(await readDkeks(this.#session, looks, known)) });
  }

  async readFreeMemory(): Promise<void> {
    this.#update({ freeMemoryBytes: await readFreeMemory(this.#session) });
  }

  async readLabel(): Promise<void> {
    this.#update({ label: (await readTokenInfo(this.#session))?.label ?? '' });
  }

  /** Reads one key's description, or takes the key from the list where it is gone: one command each. */
  async readKey(reference: KeyReference): Promise<KeySnapshot> {
    const key = await readKeySnapshot(this.#session, reference, this.#state.keyDomains !== undefined);
    this.addKey(key);
    return key;
  }

  /** The key with its details. They are read once, when its node is opened, and again after the key was changed. */
  async readDetails(reference: KeyReference): Promise<KeySnapshot | undefined> {
    const known = this.key(reference);
    if (!known || known.details) return known;
    const key = await readKeyDetails(this.#session, known, { certificates: this.certificates, chain: this.#state.certificate.chain });
    this.#update({ keys: this.#state.keys.map((other) => (other.reference === reference ? key : other)) });
    return key;
  }

  /** A key whose description was written and read back a moment ago: no command. */
  addKey(key: KeySnapshot): void {
    this.#update({
      keys: [...this.#state.keys.filter(({ reference }) => reference !== key.reference), key].sort((a, b) => a.reference - b.reference),
    });
  }

  removeKey(reference: KeyReference): void {
    this.#update({ keys: this.#state.keys.filter((key) => key.reference !== reference) });
  }

  /** Looks which keys there are; only those that are new or had no description are read. Gives the file identifiers. */
  async readKeys(known: readonly KeySnapshot[] = this.#state.keys): Promise<number[]> {
    const { objects, keys } = await readKeyList(this.#session, known, this.#state.keyDomains !== undefined);
    this.#update({ keys, objects: listedObjects(objects, this.#state.objects) });
    return objects;
  }

  /** Reads certificates without a key and data, 2 commands each: only when their node is opened, and after a change. */
  async readObjects(): Promise<readonly StoredObject[]> {
    const objects = await readListedObjects(this.#session, this.remembered.objectFiles);
    this.#update({ objects });
    return objects.all;
  }

  /** After a failure: PINs, DKEK and which keys there are. */
  async reconcile(): Promise<void> {
    await this.readPins();
    await this.readDkek(true);
    await this.readKeys();
  }

  /** Everything afresh, keeping the login. */
  async readAll(): Promise<void> {
    await this.readPins();
    await this.readDkek(true);
    await this.readLabel();
    await this.readFreeMemory();
    this.#update({ objects: listedObjects(await this.readKeys([])) });
  }

  /** What applications see; it is shown until the keys change or, with undefined, until another module is chosen. */
  showApplicationView(view: ApplicationView | undefined): void {
    this.#applicationView = view;
    this.changed();
  }

  /** Selects the applet again: ends the login, and tells the options as they are now. */
  async reselect(): Promise<void> {
    this.#session = await openSession(this.#session.channel);
    this.#update({ ...optionsOf(this.#session), pka: undefined });
    await this.readPka();
    await this.readPins();
  }

  #update(parts: Parameters<typeof withParts>[1]): void {
    this.#replace(withParts(this.#state, parts));
  }

  #replace(state: DeviceSnapshot): void {
    this.remembered.sawTries(state.userPin);
    if (keysDiffer(this.#state, state)) this.#applicationView = undefined;
    this.#state = state;
    this.changed();
  }
}
