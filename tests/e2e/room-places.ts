import type { Page } from 'playwright';
import type { ViewName } from '../../renderer/store.ts';
import type { cloneScenes } from '../renderer/clone-scenes.ts';
import type { inspectionScenes } from '../renderer/inspection-scenes.ts';
import type { SceneName } from '../renderer/scenes.ts';
import type { webadmScenes } from '../renderer/webadm-scenes.ts';

/** A view, node or dialog: what it is called, in which room, and how to get there. */
export type Place = readonly [
  name: string,
  scene: SceneName | keyof typeof cloneScenes | keyof typeof webadmScenes | keyof typeof inspectionScenes,
  go?: (page: Page) => Promise<unknown>,
];

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const view = (page: Page, name: ViewName) => page.getByRole('link', { name }).click();
