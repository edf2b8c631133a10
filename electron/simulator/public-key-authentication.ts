import { createHash } from 'node:crypto';
import { ascii, concat, equal } from '../../shared/bytes.ts';
import { ecdsaSha256Oid, readCvc, readRequest } from '../codec/cvc.ts';
import { simulatorRoot } from '../codec/simulator-root.ts';
import { encodeTlv, findTlv } from '../codec/tlv.ts';
import { curve, curveByPrime } from '../crypto/curves.ts';
import { deviceCurve, deviceHolder } from './device-identity.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard, PublicKeyAuthentication, RegisteredKey, Session } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

/**
 * Public key authentication, n of m (protocol reference 10.4). Where no source tells what a genuine device does, this card
 * takes the stricter way: keys authenticate only once all are registered, and certificates are known for a session only.
 */

/** Option bit: the user PIN and the public keys together; without it the keys stand in place of the PIN. */
export const pinAndKeys = 0x0010;

// P1 P2 of MANAGE SECURITY ENVIRONMENT, SET for verification: which certificate, which registered key
const set = 0x81;
const verificationTemplate = 0xb6;
const authenticationTemplate = 0xa4;
const referenceTag = 0x83;

// P1 of INS 54
const register = 0x00;
const query = 0x02;
const authenticatedMark = 0x9001;

const certificateTag = 0x7f21;
const requestTag = 0x67;
/** High bits of the role byte: 00 is a device, which vouches for keys but issues no certificates. */
const issuerRoles = 0xc0;
const challengeLength = 8;

/** What a session knows of certificates and keys. */
export interface PkaSession {
  readonly certificates: Map<string, { readonly Q: Uint8Array; readonly mayIssue: boolean }>;
  /** Holder references of what MANAGE SECURITY ENVIRONMENT has set. */
  verification: string | undefined;
  authentication: RegisteredKey | undefined;
  /** The last challenge that was given out; good for one answer. */
  challenge: Uint8Array | undefined;
  readonly authenticated: Set<RegisteredKey>;
}

export function newPkaSession(): PkaSession {
  return {
    certificates: new Map([[simulatorRoot.holder, { Q: simulatorRoot.publicKey, mayIssue: true }]]),
    verification: undefined,
    authentication: undefined,
    challenge: undefined,
    authenticated: new Set(),
  };
}

/** Tag 93 of INITIALIZE: how many keys in total, how many of them are needed. */
export function readPkaWish(value: Uint8Array): PublicKeyAuthentication {
  const [total = 0, required = 0] = value;
  demand(value.length === 2 && total >= 1 && total <= 90 && required >= 1 && required <= total, sw.badData);
  return { total, required, keys: [] };
}

/** Whether keys have still to authenticate before anybody is let in. */
export function waitsForKeys({ state, session }: PoweredCard): boolean {
  const pka = state.setup?.pka;
  return pka !== undefined && session.pka.authenticated.size < pka.required;
}

/** Whether the keys stand in place of the user PIN. */
export function keysReplacePin({ state }: PoweredCard): boolean {
  return state.setup?.pka !== undefined && (state.setup.options & pinAndKeys) === 0;
}

/** `00 22 81 B6` names the certificate to verify with, `00 22 81 A4` the registered key: 83 and the holder reference. 6A88 for an unknown one. */
export function setSecurityEnvironment(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const reference = findTlv(data, referenceTag);
  demand(p1 === set && (p2 === verificationTemplate || p2 === authenticationTemplate), sw.badParameters);
  demand(reference !== undefined, sw.badData);
  const holder = ascii.decode(reference);
  const { pka } = card.session;
  if (p2 === verificationTemplate) {
    demand(pka.certificates.has(holder), sw.notFound);
    pka.verification = holder;
    return answer();
  }
  const named = card.state.setup?.pka?.keys.filter((key) => key.holder === holder) ?? [];
  demand(named.length > 0, sw.notFound);
  pka.authentication = named.find((key) => !pka.authenticated.has(key));
  demand(pka.authentication !== undefined, sw.conditionsNotSatisfied);
  return answer();
}

/** `00 2A 00 BE` and the content of a certificate: verified with the one that was set, it is known from now on. */
export function verifyCertificate({ session: { pka } }: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p1 === 0x00 && p2 === 0xbe, sw.badParameters);
  const issuer = pka.verification === undefined ? undefined : pka.certificates.get(pka.verification);
  demand(issuer !== undefined, sw.notFound);
  const { body, bodyTlv, signature } = readCvc(encodeTlv(certificateTag, data));
  const { Q } = body.publicKey;
  demand(issuer.mayIssue && body.authority === pka.verification && Q !== undefined, sw.badData);
  demand(deviceCurve.verify(issuer.Q, sha256(bodyTlv), signature), sw.badData);
  pka.certificates.set(body.holder, { Q: Q.slice(), mayIssue: ((body.chat?.role ?? 0) & issuerRoles) !== 0 });
  return answer();
}

/** `80 54`: status (4 bytes), registration of a key by the content of its request (67), or one place's holder reference. */
export function managePublicKeys(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const pka = card.state.setup?.pka;
  // what makes OpenSC say "not initialized for public key registration"
  demand(pka !== undefined, sw.insNotSupported);
  if (p1 === query) return describeKey(pka, card.session, p2);
  demand(p1 === register && p2 === 0, sw.badParameters);
  if (data.length > 0) registerKey(card, pka, data);
  const { total, required, keys } = pka;
  return answer(Uint8Array.of(total, total - keys.length, required, card.session.pka.authenticated.size));
}

function describeKey({ total, keys }: PublicKeyAuthentication, session: Session, place: number): Answer {
  demand(place < total, sw.badParameters);
  const key = keys[place];
  demand(key !== undefined, sw.notFound);
  return answer(ascii.encode(key.holder), session.pka.authenticated.has(key) ? authenticatedMark : sw.ok);
}

function registerKey({ session }: PoweredCard, pka: PublicKeyAuthentication, data: Uint8Array): void {
  const device = session.pka.verification === undefined ? undefined : session.pka.certificates.get(session.pka.verification);
  demand(device !== undefined, sw.notFound);
  const { cvc, outerAuthority, outerSignature, signedPart } = readRequest(encodeTlv(requestTag, data));
  demand(outerAuthority === session.pka.verification, sw.badData);
  demand(deviceCurve.verify(device.Q, sha256(signedPart), outerSignature), sw.badData);
  const { oid, p, Q } = cvc.body.publicKey;
  const domain = p && curveByPrime(p);
  demand(equal(oid, ecdsaSha256Oid) && domain !== undefined && Q !== undefined, sw.badData);
  demand(domain.verify(Q, sha256(cvc.bodyTlv), cvc.signature), sw.badData);
  const same = (key: RegisteredKey) => key.curve === domain.name && equal(key.Q, Q);
  demand(!pka.keys.some(same), sw.conditionsNotSatisfied);
  demand(pka.keys.length < pka.total, sw.full);
  pka.keys.push({ holder: cvc.body.holder, curve: domain.name, Q: Q.slice() });
}

/** `00 82 00 00 <r><s>`: ECDSA-SHA256 over this device's holder reference and the last challenge, by the key that was set. */
export function externalAuthenticate(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p1 === 0 && p2 === 0, sw.badParameters);
  const { session, state } = card;
  const { pka } = session;
  const configured = state.setup?.pka;
  const [key, challenge] = [pka.authentication, pka.challenge];
  demand(configured !== undefined && key !== undefined, sw.notFound);
  demand(configured.keys.length === configured.total, sw.conditionsNotSatisfied);
  demand(challenge !== undefined && challenge.length === challengeLength, sw.conditionsNotSatisfied);
  pka.challenge = undefined;
  pka.authentication = undefined;
  const message = concat(ascii.encode(deviceHolder(state)), challenge);
  demand(curve(key.curve).verify(key.Q, sha256(message), data), sw.conditionsNotSatisfied);
  pka.authenticated.add(key);
  if (keysReplacePin(card) && !waitsForKeys(card)) session.userVerified = true;
  return answer();
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
