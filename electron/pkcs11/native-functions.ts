import type Koffi from 'koffi';
import type { LibraryHandle } from 'koffi';
import { type FunctionName, functionNames, parameters } from './function-list.ts';
import { layoutHere } from './native-layout.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/** Calls C_<name> and gives its CKR value. The call runs on this thread and returns when the module does. */
export type Call = (name: FunctionName, ...values: (number | Uint8Array | null)[]) => number;

export interface NativeModule {
  readonly call: Call;
  /** Where the bytes lie, as long as they are referenced. */
  address(bytes: Uint8Array): bigint;
}

/** The library was loaded, but gives no usable list of functions. */
export class NotAModule extends Error {}

/** Loads the library and its CK_FUNCTION_LIST. Throws NotAModule, or the loader's own error. */
export function loadModule(koffi: typeof Koffi, path: string): NativeModule {
  const library = koffi.load(path);
  const pointers = functionList(koffi, library);
  const bound = new Map<FunctionName, (...values: unknown[]) => number>();
  const bind = (name: FunctionName) => {
    const pointer = pointers[name];
    if (!pointer) return () => CKR.FUNCTION_NOT_SUPPORTED;
    const native = koffi.decode(pointer, koffi.proto('ulong', [...parameters[name]]));
    return (...values: unknown[]) => Number(native(...values));
  };
  return {
    call(name, ...values) {
      let native = bound.get(name);
      if (!native) {
        native = bind(name);
        bound.set(name, native);
      }
      return native(...values) >>> 0;
    },
    address: (bytes) => koffi.address(bytes),
  };
}

function functionList(koffi: typeof Koffi, library: LibraryHandle): Record<string, bigint | null> {
  let get: (list: unknown[]) => number | bigint;
  try {
    get = library.func('C_GetFunctionList', 'ulong', [koffi.out(koffi.pointer('void *'))]) as typeof get;
  } catch (error) {
    throw new NotAModule('no C_GetFunctionList', { cause: error });
  }
  const list: (bigint | null)[] = [null];
  const code = Number(get(list));
  if (code !== CKR.OK) throw new Pkcs11Error(code, 'C_GetFunctionList');
  if (!list[0]) throw new NotAModule('C_GetFunctionList gave no list');
  const record = layoutHere.packed ? koffi.pack : koffi.struct;
  const members = Object.fromEntries(functionNames.map((name) => [name, 'void *']));
  const { version, ...pointers } = koffi.decode(list[0], record({ version: koffi.array('uint8', 2, 'Typed'), ...members })) as {
    version: Uint8Array;
  } & Record<string, bigint | null>;
  if (version[0] !== 2 && version[0] !== 3) throw new NotAModule(`version ${version.join('.')}`);
  return pointers as Record<string, bigint | null>;
}
