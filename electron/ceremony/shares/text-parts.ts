import { randomInt } from 'node:crypto';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ShareSet } from '../../../shared/models/custody.ts';
import type { IssuedSet } from '../../../shared/models/reports.ts';
import type { SecretField, SecretForm } from '../../../shared/models/secret-form.ts';
import type { Secret } from '../../crypto/secret.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { combineText, LONGEST_TEXT, splitText } from '../../crypto/text-split.ts';
import { causeOf } from '../custody/custody-register.ts';
import { answer } from '../person.ts';
import { sameBytes } from '../pins/pin-fields.ts';
import { textShareSheet } from '../sheets/text-share-sheet.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { ShareCollection } from './collect-shares.ts';
import { handOverParts } from './hand-over.ts';
import { withSet } from './issue-shares.ts';
import { judgeTextShare } from './judge-share.ts';
import { planSplit, type SplitPlan, type SplitRequest } from './split-plan.ts';

const text: SecretField = {
  name: 'text',
  label: t('Text'),
  kind: 'password',
  hint: t('One line: a PIN, an SO-PIN or a password. Capital letters and spaces count.'),
  minimum: 1,
  maximum: LONGEST_TEXT,
};
const repeated: SecretField = { ...text, name: 'repeat-text', label: t('Repeat text'), repeats: 'text' };

/**
 * Splits a text that is typed twice in the secret window, and hands its parts over. Recorded only when all custodians have read
 * back. Refusal no-ceremony-folder, split-…, custodian-…, hand-over-abandoned, text-set-not-recorded, cancelled.
 */
export function splitTextAmongCustodians(
  workstation: Workstation,
  { purpose, split }: { readonly purpose: string; readonly split: SplitRequest },
): Promise<IssuedSet> {
  const { custody } = workstation;
  return custody.exclusively(t('Split Text'), async () => {
    const plan = planSplit(custody.register, split);
    const parts = await partsOfTypedText(workstation, purpose, plan);
    const setId = newId();
    const holdings = await handOverParts(workstation, {
      ...{ setId, plan, kind: 'text-share' },
      sheet: (part) => textShareSheet({ ...part, share: parts[part.index - 1] ?? '', purpose }),
      // A string cannot be overwritten; letting go of it is all that JavaScript allows.
      wipe: (index) => parts.fill('', index - 1, index),
    });
    const { threshold, total } = plan;
    const set: ShareSet = { setId, kind: 'text', threshold, total, purpose, createdAt: timestamp() };
    try {
      await custody.change((register) => withSet(register, set, holdings));
    } catch (cause) {
      refuse('text-set-not-recorded', { setId, detail: causeOf(cause) });
    }
    return { setId, threshold, total };
  });
}

/**
 * Brings a text back from its parts and shows it in the secret window only. Refusal quorum-abandoned, quorum-size-unknown,
 * shares-do-not-fit.
 */
export function combineTextParts(workstation: Workstation, needed: number | undefined): Promise<void> {
  const { custody, paper } = workstation;
  return custody.exclusively(t('Combine Text'), async () => {
    const so = new ShareCollection({
      title: t('Combine Text'),
      purpose: t('One custodian after the other enters their share. The text is shown in a window of its own, and nowhere else.'),
      kind: 'text',
      paper,
      register: custody.known,
      needed,
      judge: judgeTextShare,
    });
    let combined: Secret | undefined;
    try {
      await so.upToThreshold();
      const threshold = so.threshold ?? refuse('quorum-size-unknown');
      await so.upToThreshold();
      combined = combineText(
        so.shares.map(({ value }) => new TextDecoder().decode(value.expose())),
        threshold,
      );
    } catch (error) {
      throw so.abandoned(error);
    } finally {
      so.wipe();
    }
    try {
      await paper.showText(t('Combine Text'), undefined, combined);
    } finally {
      combined.wipe();
    }
  });
}

/** The parts of a text, after a random quorum of them has given it back. */
function partsOfTypedText({ person }: Workstation, purpose: string, plan: SplitPlan): Promise<string[]> {
  const form: SecretForm = {
    title: t('Split Text'),
    purpose: t('{purpose}: any {threshold} of {total} custodians will bring this text back. It is not stored anywhere else.', {
      ...{ purpose, threshold: plan.threshold, total: plan.total },
    }),
    fields: [text, repeated],
  };
  return person.secrets(form, async (answers) => {
    const typed = answer(answers, 'text');
    if (!sameBytes(typed, answer(answers, 'repeat-text'))) refuse('pins-differ', { pin: t('text') });
    const parts = splitText(typed, plan);
    const rest = [...parts];
    const quorum = Array.from({ length: plan.threshold }, () => rest.splice(randomInt(rest.length), 1)[0] as string);
    const back = combineText(quorum, plan.threshold);
    const same = sameBytes(back, typed);
    back.wipe();
    if (!same) refuse('split-not-proven');
    return parts;
  });
}
