/** What an app:// page may be given: which file of its folder, of which type, under which policy. */

/** `standard` URLs of the scheme have an origin: the host tells the windows apart. */
export const scheme = 'app';
export const origins = { main: 'app://main', secret: 'app://secret', scanner: 'app://scanner', document: 'app://document' } as const;
export type Host = keyof typeof origins;

/** Nothing inline, nothing evaluated, nothing fetched, nothing from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** On every answer, refusals too. */
export function headersFor(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** Names of one or more plain segments: none empty, none beginning with a dot, so none leads out of the folder. */
const plainPath = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * The file for a URL, as a path relative to the folder of `host`, with its type; undefined where the URL names
 * anything but a plain file of a known type on this host. The scheme has no traversal protection but this.
 */
export function contentFor(url: string, host: Host): { path: string; type: string } | undefined {
  const { protocol, host: asked, pathname, username, password, search } = new URL(url);
  if (protocol !== `${scheme}:` || asked !== host || username !== '' || password !== '' || search !== '') return undefined;
  // Checked as it stands, never decoded: no file of ours needs an escape.
  if (!plainPath.test(pathname)) return undefined;
  const type = types[pathname.slice(pathname.lastIndexOf('.') + 1)];
  return type === undefined ? undefined : { path: pathname.slice(1), type };
}
