/** A label as the name of a file: nothing that a file system or a shell could object to; empty where nothing is left. */
export function fileNameOf(label: string): string {
  return label
    .normalize()
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60);
}
