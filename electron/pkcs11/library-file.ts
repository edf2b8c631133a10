import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { failure, Refusal, refuse } from '../../shared/failure.ts';

/** What a library file is, before anything of it runs. */
export interface LibraryFile {
  readonly format: 'ELF' | 'PE' | 'Mach-O';
  /** As in process.arch; several for a universal library of macOS. */
  readonly architectures: readonly string[];
}

const elfMachines: Readonly<Record<number, string>> = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64', 243: 'riscv64' };
const peMachines: Readonly<Record<number, string>> = { 0x14c: 'ia32', 0x8664: 'x64', 0xaa64: 'arm64', 0x1c4: 'arm' };
const machMachines: Readonly<Record<number, string>> = { 0x01000007: 'x64', 0x0100000c: 'arm64', 7: 'ia32' };
const ownFormat = process.platform === 'win32' ? 'PE' : process.platform === 'darwin' ? 'Mach-O' : 'ELF';
const systemNames = { ELF: 'Linux', PE: 'Windows', 'Mach-O': 'macOS' } as const;

const largestModule = 256 * 1024 * 1024;
const headBytes = 4096;

/** Reads the header of a library: ELF (elf.h), PE (winnt.h) or Mach-O (loader.h, fat.h). Undefined for any other file. */
export function readLibraryHeader(head: Uint8Array): LibraryFile | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const named = (table: Readonly<Record<number, string>>, machine: number) => table[machine] ?? `machine ${machine}`;
  try {
    const magic = view.getUint32(0);
    if (magic === 0x7f454c46) {
      const little = view.getUint8(5) === 1;
      const sharedObject = view.getUint16(16, little) === 3;
      return sharedObject ? { format: 'ELF', architectures: [named(elfMachines, view.getUint16(18, little))] } : undefined;
    }
    if (magic === 0xcffaedfe || magic === 0xcefaedfe) {
      return { format: 'Mach-O', architectures: [named(machMachines, view.getUint32(4, true))] };
    }
    if (magic === 0xcafebabe) {
      const count = Math.min(view.getUint32(4), 16);
      return {
        format: 'Mach-O',
        architectures: Array.from({ length: count }, (_, index) => named(machMachines, view.getUint32(8 + 20 * index))),
      };
    }
    if (view.getUint16(0) === 0x4d5a) {
      const start = view.getUint32(0x3c, true);
      return view.getUint32(start) === 0x50450000
        ? { format: 'PE', architectures: [named(peMachines, view.getUint16(start + 4, true))] }
        : undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined; // shorter than its header
    throw error;
  }
  return undefined;
}

/**
 * Looks at a module's file without running anything of it and gives its SHA-256 in hex. The hash is of this one file,
 * not of the libraries it loads. Refuses what is missing, is no library (other kinds of file are not opened), or was
 * built for another system.
 */
export async function inspectModule(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  if (!isAbsolute(path)) refuse('pkcs11-path-relative', { path });
  const content = await readModule(path);
  const found = readLibraryHeader(content.subarray(0, headBytes));
  if (!found) refuse('pkcs11-not-a-library', { path });
  if (found.format !== ownFormat || !found.architectures.includes(process.arch)) {
    const needed = `${systemNames[ownFormat]} ${process.arch}`;
    refuse('pkcs11-wrong-architecture', { path, found: `${systemNames[found.format]} ${found.architectures.join(', ')}`, needed });
  }
  return { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
}

async function readModule(path: string): Promise<Uint8Array> {
  try {
    // Non-blocking: a pipe with nobody at its other end would hold us for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await file.stat();
      if (!about.isFile() || about.size > largestModule) refuse('pkcs11-not-a-library', { path });
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Refusal(failure('pkcs11-module-missing', { path }), { cause: error });
    throw new Refusal(failure('pkcs11-load-failed', { path, reason: code }), { cause: error });
  }
}
