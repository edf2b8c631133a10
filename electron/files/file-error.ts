import { failure, Refusal } from '../../shared/failure.ts';

const plain: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the medium is read-only',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EIO: 'the medium reports an error',
  ENODEV: 'the medium is gone',
  ENXIO: 'the medium is gone',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many links',
  EBUSY: 'it is in use',
  EMFILE: 'too many files are open',
  EFBIG: 'the file is too large for this medium',
};

/** The operating system's error code, such as ENOSPC, or undefined where the error is of another kind. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The cause in plain words; a code we have no words for is given as it is. */
export function plainCause(error: unknown): string {
  const code = errorCode(error);
  return (code && plain[code]) ?? code ?? 'unknown cause';
}

/** Turns a failed write into the refusal people see. A Refusal passes unchanged. */
export function writeRefusal(error: unknown, path: string): Refusal {
  if (error instanceof Refusal) return error;
  const code = errorCode(error);
  if (code === 'EEXIST') return new Refusal(failure('file-exists', { path }), { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal(failure('disk-full', { path }), { cause: error });
  const detail = code === 'ENOENT' ? 'the folder does not exist' : plainCause(error);
  return new Refusal(failure('folder-unwritable', { path, detail }), { cause: error });
}
