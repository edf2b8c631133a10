import type { CardName, Scene } from './scene.ts';

/** Where an operation got to: nothing of it, all of it, or a part that the app must tell of and can repair. */
export type Outcome = 'old' | 'new' | 'half';

/** A row of the table: an operation that touches a card or a file, as a person does it. */
export interface Operation {
  /** As the window calls it. */
  readonly name: string;
  /** Tells rows of one operation apart. */
  readonly of?: string;
  /** In the readers; the operation works with the first. */
  readonly cards: readonly CardName[];
  /** With the User PIN, on the first card. */
  readonly loggedIn?: boolean;
  readonly changesCard?: boolean;
  /** Deletes what is on the card, as it is meant to. */
  readonly erases?: boolean;
  /** What it brings about ends when the device is taken out. */
  readonly ofSession?: boolean;
  /** What comes before it, undisturbed. */
  readonly prepare?: (scene: Scene) => Promise<unknown>;
  /** Ends its own failures in a run or report, which `act` turns into a refusal. */
  readonly act: (scene: Scene) => Promise<unknown>;
  /** Looks where it got to. Throws where anything is neither old nor new nor half. */
  readonly look?: (scene: Scene) => Outcome | Promise<Outcome>;
  /** What the app says to do about a half: leads back to the old or on to the new. */
  readonly repair?: (scene: Scene) => Promise<unknown>;
}

export const rowOf = ({ name, of }: Operation): string => (of ? `${name} (${of})` : name);
