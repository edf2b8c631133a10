import { describe, expect, it } from 'vitest';
import { contentFor, contentSecurityPolicy, headersFor } from '../electron/app-content.ts';

describe('what an app:// page is given', () => {
  it('is a file of a known type in its own folder', () => {
    expect(contentFor('app://main/index.html', 'main')).toEqual({ path: 'index.html', type: 'text/html; charset=utf-8' });
    expect(contentFor('app://main/assets/index-B1_c.js', 'main')?.path).toBe('assets/index-B1_c.js');
    expect(contentFor('app://secret/assets/page.css#top', 'secret')?.path).toBe('assets/page.css');
  });

  it.each([
    'app://main/../main.cjs',
    'app://main/%2e%2e/main.cjs',
    'app://main/..%2fsecret/index.html',
    'app://main/assets/..%5c..%5cindex.html',
    'app://main/assets//index.html',
    'app://main/.hidden.js',
    'app://main/assets/.js',
    'app://main/',
    'app://main/index.html?query',
    'app://main/index.html%00.js',
    'app://main/main.cjs',
    'app://main/package.json',
    'app://secret/index.html',
    'app://user:word@main/index.html',
    'app://main:80/index.html',
    'file:///etc/passwd',
    'https://main/index.html',
  ])('is never %s', (url) => {
    expect(contentFor(url, 'main')).toBeUndefined();
  });

  it('comes under the whole policy, refusals too', () => {
    const headers = headersFor('text/plain');
    expect(headers['Content-Security-Policy']).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; " +
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    );
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
  });
});
