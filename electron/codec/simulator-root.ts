import { hex } from '../../shared/bytes.ts';

/**
 * The root under which every simulated device's certificate chain ends (brainpoolP256r1). Its private key is published in the
 * simulator's source on purpose: a chain that ends here proves that the device is NOT a real one, never that it is.
 */
export const simulatorRoot = {
  /** Certificate holder reference. Country UT is the vendor's own mark for tests. */
  holder: 'UTSIMROOT00001',
  /** Uncompressed point 04 | x | y, 65 bytes. */
  publicKey: hex.decode(
    '042C14D434306E73AB9A00D696ACD16C246E412B68A2017B05EFD34E8B20D28B1992BA893D2711D4C64F479C115F038237019202F25A49299BA41A7CEE34E5D3B9',
  ),
} as const;
