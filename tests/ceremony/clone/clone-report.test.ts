import { expect, test } from 'vitest';
import { cloneReport, verificationReport } from '../../../electron/ceremony/clone/clone-report.ts';
import { plainText } from '../../../shared/documents/plain-text.ts';
import type { CloneRun } from '../../../shared/models/clone.ts';
import { cloneScenes } from '../../renderer/clone-scenes.ts';

test('the report of a run says which devices are complete, how each key was proven, and what to do about the others', () => {
  const whole = plainText(cloneReport(cloneScenes['clone, finished'].clone?.run as CloneRun));
  expect(whole).toMatch(/^REHEARSAL/);
  expect(whole.replace(/\s+/g, ' ')).toContain('2 of 2 devices are complete clones: all 3 keys are on them');
  expect(whole).toContain('[+] proven');
  expect(whole).toContain('Operator');
  const torn = plainText(cloneReport(cloneScenes['clone, one failed'].clone?.run as CloneRun)).replace(/\s+/g, ' ');
  expect(torn).toContain('[X] 1 of 2 devices are complete clones');
  expect(torn).toContain('The device was removed during: Clone.');
  expect(torn).toContain('[X] broken The device was removed');
  expect(torn).toContain('[-] waiting');
});

test('the report of a comparison says what differs', () => {
  const said = plainText(verificationReport(cloneScenes['clone, verified'].clone.verification)).replace(/\s+/g, ' ');
  expect(said).toContain('[X] Not all 2 devices are operational and consistent.');
  expect(said).toContain('Key "Issuing CA 2027": it is not on this device. Import its wrapped file here');
  expect(said).toContain('[X] missing');
});
