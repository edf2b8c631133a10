import { expect, it } from 'vitest';
import { Documents } from '../../electron/ceremony/documents.ts';
import type { DocumentModel } from '../../shared/models/document.ts';

const document = (title: string): DocumentModel => ({ fileName: title, title, made: 'now', practice: true, parts: [] });

it('keeps the last 50 documents for their IDs, and says when one is gone', async () => {
  const shown: string[] = [];
  const documents = new Documents({
    show: async ({ title }) => {
      shown.push(title);
      return { printed: false, saved: [] };
    },
    pdf: async () => new Uint8Array(),
  });
  const ids = Array.from({ length: 51 }, (_, at) => documents.keep(document(`no. ${at}`)));
  expect(new Set(ids).size).toBe(51);
  await documents.show(ids[50] as string);
  await documents.show(ids[1] as string);
  expect(shown).toEqual(['no. 50', 'no. 1']);
  await expect(async () => documents.show(ids[0] as string)).rejects.toMatchObject({ failure: { code: 'document-gone' } });
});
