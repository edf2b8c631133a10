import { failure, Refusal } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';

const plain: Record<string, string> = {
  EACCES: t('permission denied'),
  EPERM: t('permission denied'),
  EROFS: t('the medium is read-only'),
  ENOENT: t('it does not exist'),
  ENOTDIR: t('a part of the path is not a folder'),
  EISDIR: t('it is a folder'),
  EIO: t('the medium reports an error'),
  ENODEV: t('the medium is gone'),
  ENXIO: t('the medium is gone'),
  ENAMETOOLONG: t('the name is too long'),
  ELOOP: t('too many links'),
  EBUSY: t('it is in use'),
  EMFILE: t('too many files are open'),
  EFBIG: t('the file is too large for this medium'),
};

/** The operating system's error code, such as ENOSPC, or undefined where the error is of another kind. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The cause in plain words; a code we have no words for is given as it is. */
export function plainCause(error: unknown): string {
  const code = errorCode(error);
  return (code && plain[code]) ?? code ?? t('unknown cause');
}

/** Turns a failed write into the refusal people see. A Refusal passes unchanged. */
export function writeRefusal(error: unknown, path: string): Refusal {
  if (error instanceof Refusal) return error;
  const code = errorCode(error);
  if (code === 'EEXIST') return new Refusal(failure('file-exists', { path }), { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal(failure('disk-full', { path }), { cause: error });
  const detail = code === 'ENOENT' ? t('the folder does not exist') : plainCause(error);
  return new Refusal(failure('folder-unwritable', { path, detail }), { cause: error });
}
