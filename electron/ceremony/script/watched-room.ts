import type { PaperDesk } from '../paper.ts';
import type { Person } from '../person.ts';
import type { Script } from './script.ts';

/**
 * The person and the paper desk of a ceremony under way: before a PIN, a password or a share is asked for or shown, the workstation is
 * looked at again. Refusal workstation-not-fit where that must not go on.
 */
export function watchedRoom<Room extends { readonly person: Person; readonly paper: PaperDesk }>(
  { person, paper }: Room,
  script: Pick<Script, 'beforeSecret'>,
): { readonly person: Person; readonly paper: PaperDesk } {
  return {
    person: {
      ...person,
      secrets: async (form, use) => {
        // A mere question asks for no secret.
        if (form.agree === undefined) await script.beforeSecret();
        return person.secrets(form, use);
      },
    },
    paper: {
      ...paper,
      handOver: async (part) => {
        await script.beforeSecret();
        return paper.handOver(part);
      },
      enterShare: async (prompt, judge) => {
        await script.beforeSecret();
        return paper.enterShare(prompt, judge);
      },
      showText: async (title, device, text) => {
        await script.beforeSecret();
        return paper.showText(title, device, text);
      },
    },
  };
}
