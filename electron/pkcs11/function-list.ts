/**
 * Names in the order of CK_FUNCTION_LIST (pkcs11f.h, 2.40): the order is the binary interface. A module of version 3
 * begins its list the same way.
 */
export const functionNames = [
  ...['Initialize', 'Finalize', 'GetInfo', 'GetFunctionList'],
  ...['GetSlotList', 'GetSlotInfo', 'GetTokenInfo', 'GetMechanismList', 'GetMechanismInfo', 'InitToken', 'InitPIN', 'SetPIN'],
  ...['OpenSession', 'CloseSession', 'CloseAllSessions', 'GetSessionInfo', 'GetOperationState', 'SetOperationState', 'Login', 'Logout'],
  ...['CreateObject', 'CopyObject', 'DestroyObject', 'GetObjectSize', 'GetAttributeValue', 'SetAttributeValue'],
  ...['FindObjectsInit', 'FindObjects', 'FindObjectsFinal'],
  ...['EncryptInit', 'Encrypt', 'EncryptUpdate', 'EncryptFinal', 'DecryptInit', 'Decrypt', 'DecryptUpdate', 'DecryptFinal'],
  ...['DigestInit', 'Digest', 'DigestUpdate', 'DigestKey', 'DigestFinal'],
  ...['SignInit', 'Sign', 'SignUpdate', 'SignFinal', 'SignRecoverInit', 'SignRecover'],
  ...['VerifyInit', 'Verify', 'VerifyUpdate', 'VerifyFinal', 'VerifyRecoverInit', 'VerifyRecover'],
  ...['DigestEncryptUpdate', 'DecryptDigestUpdate', 'SignEncryptUpdate', 'DecryptVerifyUpdate'],
  ...['GenerateKey', 'GenerateKeyPair', 'WrapKey', 'UnwrapKey', 'DeriveKey', 'SeedRandom', 'GenerateRandom'],
  ...['GetFunctionStatus', 'CancelFunction', 'WaitForSlotEvent'],
] as const;

const n = 'ulong';
/** Every pointer we pass is the address of a buffer. */
const p = 'uint8 *';

/** Parameters of the functions that we call; all return CK_RV, an unsigned long. */
export const parameters = {
  Initialize: [p],
  Finalize: [p],
  GetInfo: [p],
  GetSlotList: ['uint8', p, p],
  GetSlotInfo: [n, p],
  GetTokenInfo: [n, p],
  GetMechanismList: [n, p, p],
  GetMechanismInfo: [n, n, p],
  OpenSession: [n, n, p, p, p],
  CloseSession: [n],
  Login: [n, n, p, n],
  Logout: [n],
  FindObjectsInit: [n, p, n],
  FindObjects: [n, p, n, p],
  FindObjectsFinal: [n],
  GetAttributeValue: [n, n, p, n],
  DestroyObject: [n, n],
  GenerateKey: [n, p, p, n, p],
  GenerateKeyPair: [n, p, p, n, p, n, p, p],
  SignInit: [n, p, n],
  Sign: [n, p, n, p, p],
  VerifyInit: [n, p, n],
  Verify: [n, p, n, p, n],
  EncryptInit: [n, p, n],
  Encrypt: [n, p, n, p, p],
  DecryptInit: [n, p, n],
  Decrypt: [n, p, n, p, p],
  GenerateRandom: [n, p, n],
} as const;

export type FunctionName = keyof typeof parameters;
