import { createHash } from 'node:crypto';
import { colonHex, fingerprint } from '../../electron/codec/share-text.ts';
import { cmac, decryptCbc, encryptCbc, zeroIv } from '../../electron/crypto/aes.ts';
import { curve, curveByPrime, signatureFromDer, signatureToDer } from '../../electron/crypto/curves.ts';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { dkekKcv, dkekKeys, open, seal, xorShares } from '../../electron/crypto/dkek.ts';
import { estimatePassword, generatePassword } from '../../electron/crypto/password.ts';
import { openShare, sealShare } from '../../electron/crypto/pbe.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { hostRandom, mixedRandom } from '../../electron/crypto/random.ts';
import { generateRsa, recoverRsa, rsaFromPrimes, rsaPrivate, rsaPublic, verifyPkcs1, verifyPss } from '../../electron/crypto/rsa.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { stockCandidates } from '../../electron/crypto/stock-split.ts';
import { combineText, splitText } from '../../electron/crypto/text-split.ts';
import { combine, crossCheck, newSplitPassword, splitSecret } from '../../electron/crypto/threshold.ts';
import { type CurveName, curveNames } from '../../shared/algorithms.ts';
import { concat, equal, hex, utf8, xor } from '../../shared/bytes.ts';
import { aesBlob, dkek, ecBlob } from '../vectors/dkek.ts';
import { password, threshold } from '../vectors/pbe.ts';
import { ecdsaVectors, rsaVector } from '../vectors/signatures.ts';
import { threeOfFive } from '../vectors/stock-shares.ts';

export interface SuiteResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

type Checks = Record<string, () => boolean | Promise<boolean>>;

/**
 * Every cryptographic function against its vectors, without a test runner: for Electron, whose node:crypto is
 * BoringSSL and whose Node is older than the one the unit tests run in. Known answers come from OpenSSL.
 * `workerPath` is the bundled pbe-worker; without it the derivation runs in the calling thread.
 */
export async function cryptoSuite(workerPath?: string): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const [name, check] of Object.entries(allChecks(workerPath))) {
    try {
      results.push({ name, ok: await check() });
    } catch (error) {
      results.push({ name, ok: false, detail: String(error) });
    }
  }
  return results;
}

function allChecks(workerPath: string | undefined): Checks {
  const perCurve = Object.fromEntries(curveNames.map((name) => [`curve ${name}`, () => checkCurve(name)]));
  const perSize = Object.fromEntries([1024, 2048, 4096].map((bits) => [`RSA-${bits}`, () => checkRsa(bits)]));
  return {
    'AES-CBC': checkCbc,
    'AES-CMAC': checkCmac,
    'random bytes': checkRandom,
    DKEK: checkDkek,
    'key blob': checkBlob,
    'EC public point': () => hex.encode(curve('secp256r1').publicPoint(hex.decode(ecBlob.d))) === ecBlob.Q,
    ...perCurve,
    'RSA signatures of OpenSSL': checkRsaSignatures,
    ...perSize,
    'share file with typed password': () => checkShare(password, workerPath),
    'share file with binary password': () => checkShare(threshold, workerPath),
    'password estimate': checkPassword,
    'split password': checkSplit,
    "sc-hsm-tool's split": () =>
      threeOfFive.shares.every(([left]) => {
        const entries = threeOfFive.shares.flatMap(([idText = '', value = '']) =>
          idText === left ? [] : [{ idText, value: colonHex.decode(value) }],
        );
        const [first] = stockCandidates(colonHex.decode(threeOfFive.prime), entries);
        return first !== undefined && hex.encode(first.password.expose()) === threeOfFive.password;
      }),
    'split text': checkTextSplit,
    fingerprint: () => fingerprint('K7Q2-M5TX', 2, hex.decode('0123456789ABCDEF00112233445566778F')) === 'D7DE0EE9CF',
  };
}

const key = hex.decode(aesBlob.key);
const message = utf8.encode('a secret message');

function checkCbc(): boolean {
  const iv = hex.decode('000102030405060708090A0B0C0D0E0F');
  const plain = concat(message, new Uint8Array(16));
  const encrypted = encryptCbc(key, iv, plain);
  const folded = encryptCbc(key, zeroIv, concat(xor(message, iv), new Uint8Array(16)));
  const all = [16, 24, 32].every((length) =>
    equal(decryptCbc(key.subarray(0, length), iv, encryptCbc(key.subarray(0, length), iv, plain)), plain),
  );
  return hex.encode(encrypted) === 'D98E5CF0B60B72A3963A0B59D5D9260D11D862BCA0FDBAC11F370972C87ECD8B' && equal(folded, encrypted) && all;
}

function checkCmac(): boolean {
  const rfc4493 = hex.encode(cmac(hex.decode('2B7E151628AED2A6ABF7158809CF4F3C'), new Uint8Array(0)));
  return hex.encode(cmac(key, message)) === '81FA3C48BAC5A3C122448A022B9362B8' && rfc4493 === 'BB1D6929E95937287FA37D129B756746';
}

function checkRandom(): boolean {
  return !equal(hostRandom(32), hostRandom(32)) && mixedRandom(32, new Uint8Array(32)).length === 32;
}

function checkDkek(): boolean {
  const { enc, mac } = dkekKeys(hex.decode(dkek.dkek));
  const ones = new Uint8Array(32).fill(1);
  return (
    hex.encode(dkekKcv(hex.decode(dkek.dkek))) === dkek.kcv &&
    hex.encode(enc) === dkek.enc &&
    hex.encode(mac) === dkek.mac &&
    equal(xorShares([ones, ones]), new Uint8Array(32))
  );
}

function checkBlob(): boolean {
  const keys = dkekKeys(hex.decode(dkek.dkek));
  const [header, plain, cipher, mac] = [aesBlob.header, aesBlob.plain, aesBlob.cipher, aesBlob.mac].map(hex.decode) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
  ];
  const opened = open(keys, header, cipher, mac);
  return (
    equal(seal(keys, header, plain), concat(header, cipher, mac)) &&
    opened !== undefined &&
    equal(opened, plain) &&
    !open(keys, header, cipher, plain.slice(0, 16))
  );
}

/** Known signature and shared point made by OpenSSL, then a fresh key pair of our own. */
function checkCurve(name: CurveName): boolean {
  const subject = curve(name);
  const vector = ecdsaVectors[name];
  const [d, Q, peer] = [vector.d, vector.Q, vector.peer].map(hex.decode) as [Uint8Array, Uint8Array, Uint8Array];
  const digest = createHash('sha256').update(utf8.encode('conclave')).digest();
  const fresh = subject.generate();
  const signature = subject.sign(fresh.d, digest);
  const rs = signatureFromDer(hex.decode(vector.signature), subject.bytes);
  return (
    curveByPrime(subject.p) === subject &&
    equal(subject.publicPoint(d), Q) &&
    subject.verify(Q, digest, rs) &&
    subject.verify(Q, digest, signatureFromDer(signatureToDer(rs), subject.bytes)) &&
    hex.encode(subject.ecdh(d, peer).subarray(1, 1 + subject.bytes)) === vector.shared &&
    equal(subject.ecdh(fresh.d, Q), subject.ecdh(d, fresh.Q)) &&
    subject.verify(fresh.Q, digest, signature) &&
    !subject.verify(Q, digest, signature)
  );
}

function checkRsaSignatures(): boolean {
  const { n, e, pkcs1, pss } = rsaVector;
  const [modulus, exponent] = [hex.decode(n), hex.decode(e)];
  const text = utf8.encode('conclave');
  return (
    verifyPkcs1(modulus, exponent, 'sha256', text, hex.decode(pkcs1)) &&
    verifyPss(modulus, exponent, 'sha256', text, hex.decode(pss)) &&
    !verifyPkcs1(modulus, exponent, 'sha256', message, hex.decode(pkcs1)) &&
    !verifyPss(modulus, exponent, 'sha256', text, hex.decode(pkcs1))
  );
}

async function checkRsa(bits: number): Promise<boolean> {
  const made = await generateRsa(bits);
  const block = hostRandom(bits / 8);
  block[0] = 0;
  return [made, recoverRsa(made), rsaFromPrimes(made)].every((same) => equal(rsaPublic(made.n, made.e, rsaPrivate(same, block)), block));
}

async function checkShare(vector: typeof password, workerPath: string | undefined): Promise<boolean> {
  const file = hex.decode(vector.file);
  const [salt, ciphertext] = [file.subarray(8, 16), file.subarray(16)];
  const secret = new Secret(hex.decode(vector.password));
  const keys = workerPath ? await derivePbeKey(secret, salt, { workerPath }) : deriveHere(secret, salt);
  const share = openShare({ ciphertext }, keys);
  const wrong = openShare({ ciphertext }, { key: new Secret(hostRandom(32)), iv: keys.iv });
  return (
    share !== undefined &&
    wrong === undefined &&
    hex.encode(share.expose()) === vector.share &&
    hex.encode(dkekKcv(share.expose())) === vector.kcv &&
    equal(sealShare(share, keys), ciphertext)
  );
}

function deriveHere(secret: Secret, salt: Uint8Array): { key: Secret; iv: Secret } {
  const derivation = new PbeKeyDerivation(secret.expose(), salt);
  while (!derivation.done) derivation.step(1_000_000);
  const { key: derived, iv } = derivation.result();
  return { key: new Secret(derived), iv: new Secret(iv) };
}

async function checkPassword(): Promise<boolean> {
  const [weak, generated] = [await estimatePassword('secret12'), await estimatePassword(await generatePassword())];
  return weak.bits < 30 && generated.bits > 110;
}

function checkSplit(): boolean {
  const secret = newSplitPassword(hostRandom(16));
  const { prime, shares } = splitSecret(secret, { threshold: 3, total: 9 });
  const entered = shares.map(({ index, value }) => ({ id: index, value: value.expose() }));
  const other = { id: 5, value: hostRandom(16) };
  const checked = crossCheck(prime, 3, [...entered.slice(0, 4), other]);
  return equal(combine(prime, entered.slice(4, 7)).expose(), secret.expose()) && 'bad' in checked && `${checked.bad}` === '5';
}

function checkTextSplit(): boolean {
  const text = utf8.encode('SO-PIN 3537363231383830 äß€');
  const shares = splitText(new Secret(Uint8Array.from(text)), { threshold: 2, total: 3 });
  return equal(combineText(shares.slice(1)).expose(), text);
}
