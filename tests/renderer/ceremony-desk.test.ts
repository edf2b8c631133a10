import { beforeEach, describe, expect, test } from 'vitest';
import { CeremonyDesk } from '../../renderer/ceremony/ceremony-desk.ts';
import { plan } from './ceremony-scenes.ts';

let desk: CeremonyDesk;
beforeEach(() => {
  desk = new CeremonyDesk();
});
const titles = () => desk.state.draft?.plan.acts.flatMap(({ steps }) => steps.map(({ title }) => title)) ?? [];

describe('a plan on the desk', () => {
  test('gets the steps that follow from what it says now', () => {
    desk.take(plan);
    expect(titles()).toContain('Clone to B');
    desk.change({ devices: plan.devices.slice(0, 1) });
    expect(titles()).not.toContain('Clone to B');
    expect(desk.state.draft).toMatchObject({ isChanged: true, hasOwnSteps: false });
  });

  test('keeps steps that were written by hand, until they are given up', () => {
    const [act, ...others] = plan.acts;
    const ownTitle = 'The notary arrives';
    const own = { ...plan, acts: [{ ...act, steps: act?.steps.map((step) => ({ ...step, title: ownTitle })) }, ...others] } as typeof plan;
    desk.take(own, '/media/plan.json');
    expect(desk.state.draft).toMatchObject({ hasOwnSteps: true, isChanged: false });
    desk.change({ devices: plan.devices.slice(0, 1) });
    expect(titles()).toContain(ownTitle);
    desk.makeSteps();
    expect(titles()).not.toContain(ownTitle);
    expect(titles()).not.toContain('Clone to B');
  });

  test('is unchanged once it is saved, unless it was changed meanwhile', () => {
    desk.take(plan);
    desk.saved(plan, '/media/plan.json');
    expect(desk.state.draft).toMatchObject({ isChanged: false, path: '/media/plan.json' });
    desk.change({ place: 'Vienna' });
    desk.saved(plan, '/media/plan.json');
    expect(desk.state.draft?.isChanged).toBe(true);
  });
});

test('ticks are kept while another view is shown, each by itself', () => {
  desk.tick('a 2.1 0', true);
  desk.tick('a 2.1 1', true);
  desk.tick('a 2.1 0', false);
  expect([...desk.state.ticks]).toEqual(['a 2.1 1']);
});
