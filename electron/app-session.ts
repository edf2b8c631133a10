import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, protocol, type Session, session } from 'electron';
import { contentFor, type Host, headersFor, origins, scheme } from './app-content.ts';
import { surroundingsScript } from './surroundings.ts';

/** Must be called before the app is ready. No service workers, no fetch to the scheme, no CSP bypass. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Requests that were cancelled, newest last, at most 100: scheme and host only, a path may hold anything. */
export const cancelledRequests: string[] = [];

/**
 * A session in memory that can load the files of one folder and nothing else, and may use no device or sensor.
 * `served` is told the path of each file that was given out.
 */
export function appSession(host: Host, folder: string, served?: (path: string) => void): Session {
  const own = session.fromPartition(`conclave-${host}`, { cache: false });
  own.protocol.handle(scheme, async (request) => {
    const content = request.method === 'GET' ? contentFor(request.url, host) : undefined;
    const bytes =
      content &&
      (await (content.path === 'surroundings.js' ? surroundingsScript() : readFile(join(folder, content.path)).catch(() => undefined)));
    if (!content || !bytes) return new Response('', { status: 404, headers: headersFor('text/plain') });
    served?.(content.path);
    return new Response(bytes, { headers: headersFor(content.type) });
  });
  // Files are no web requests: without this, the session could read any file of this machine.
  own.protocol.handle('file', ({ url }) => {
    recordCancelled(url);
    return new Response('', { status: 403, headers: headersFor('text/plain') });
  });
  own.webRequest.onBeforeRequest((details, answer) => {
    const allowed = details.url.startsWith(`${origins[host]}/`) || (!app.isPackaged && details.url.startsWith('devtools://'));
    if (!allowed) recordCancelled(details.url);
    answer({ cancel: !allowed });
  });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  return own;
}

function recordCancelled(url: string): void {
  const where = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i.exec(url)?.[0] ?? 'unreadable address';
  cancelledRequests.push(where);
  if (cancelledRequests.length > 100) cancelledRequests.shift();
  process.stderr.write(`conclave: cancelled a request to ${where}\n`);
}
