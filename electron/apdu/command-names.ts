import type { Command } from './command.ts';

/** Names of the commands a SmartCard-HSM knows, by instruction (ISO 7816-4, TR-03110 and the device's own with CLA 80). */
const names: Readonly<Record<number, string>> = {
  0x20: 'VERIFY',
  0x22: 'MANAGE SECURITY ENVIRONMENT',
  0x24: 'CHANGE REFERENCE DATA',
  0x2a: 'VERIFY CERTIFICATE',
  0x2c: 'RESET RETRY COUNTER',
  0x46: 'GENERATE ASYMMETRIC KEY PAIR',
  0x48: 'GENERATE SYMMETRIC KEY',
  0x50: 'INITIALIZE DEVICE',
  0x52: 'MANAGE KEY DOMAIN',
  0x54: 'MANAGE PUBLIC KEY AUTHENTICATION',
  0x58: 'ENUMERATE OBJECTS',
  0x5a: 'GENERATE SESSION PIN',
  0x62: 'DECIPHER',
  0x68: 'SIGN',
  0x72: 'WRAP KEY',
  0x74: 'UNWRAP KEY',
  0x78: 'USE SYMMETRIC KEY',
  0x82: 'EXTERNAL AUTHENTICATE',
  0x84: 'GET CHALLENGE',
  0xa4: 'SELECT',
  0xb1: 'READ BINARY',
  0xc0: 'GET RESPONSE',
  0xd7: 'UPDATE BINARY',
  0xe4: 'DELETE FILE',
};

/** `VERIFY`, or `INS 99` for an instruction without a name here. */
export function commandName({ ins }: Command): string {
  return names[ins] ?? `INS ${ins.toString(16).toUpperCase().padStart(2, '0')}`;
}
