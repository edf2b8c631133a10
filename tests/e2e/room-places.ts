import type { Page } from 'playwright';
import type { ViewName } from '../../shared/models/menu-choice.ts';
import type { AnyScene } from '../renderer/stage-page.ts';

/** A view, node or dialog: what it is called, in which room, and how to get there. */
export type Place = readonly [name: string, scene: AnyScene, go?: (page: Page) => Promise<unknown>];

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const view = (page: Page, name: ViewName) => page.getByRole('link', { name }).click();
