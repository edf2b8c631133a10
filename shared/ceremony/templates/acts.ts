import { t } from '../../language/text.ts';
import type { Act, Plan, PlannedDevice, TemplateName } from '../../models/plan.ts';
import {
  clone,
  closing,
  createShare,
  type Draft,
  type DraftAct,
  destroy,
  drill,
  exportKey,
  generate,
  importShare,
  initialize,
  login,
  numbered,
  opening,
  printShareFile,
  printWrappedKey,
  seal,
  test,
  verify,
  webadm,
} from './steps.ts';

/** Everything a plan says but its acts. */
export type PlanFacts = Omit<Plan, 'acts'>;

interface Template {
  readonly title: string;
  /** For someone who chooses among them. */
  readonly about: string;
  readonly acts: (facts: PlanFacts) => readonly DraftAct[];
}

export const templates: Readonly<Record<TemplateName, Template>> = {
  'new-fleet': {
    title: t('New fleet for WebADM'),
    about: t(
      'Sets up the first device with a new DKEK in shares, makes the keys, clones them to further devices, puts all on paper and proves that it comes back.',
    ),
    acts: (facts) => {
      const { source, targets, shares, split, keys, copies } = partsOf(facts);
      const { dkek } = facts.parameters;
      return [
        opening(t('to set up a new fleet of devices that hold the same keys.')),
        { title: t('The first device'), steps: [initialize(source)] },
        {
          title: t('DKEK shares'),
          steps: [
            ...shares.flatMap((share) => [createShare(share, dkek.shares, split), ...(copies > 0 ? [printShareFile(share)] : [])]),
            // A device takes shares after the login only, and the PIN is the security officer's.
            login(source),
            ...shares.map((share) => importShare(share, source, share === dkek.shares)),
          ],
        },
        {
          title: t('Keys'),
          steps: [
            ...keys.map((key) => generate(key, source)),
            test(source),
            ...(dkek.scheme === 'shares'
              ? keys.flatMap((key) => [exportKey(key, source), ...(copies > 0 ? [printWrappedKey(key)] : [])])
              : []),
          ],
        },
        { title: t('Further devices'), steps: targets.length > 0 ? [clone(targets), verify] : [] },
        { title: t('Proof'), steps: dkek.scheme === 'shares' ? [drill] : [] },
        { title: t('Hand-over'), steps: [webadm, ...sealing(facts)] },
        closing,
      ];
    },
  },
  'add-device': {
    title: t('Add a device'),
    about: t('Clones the keys of a fleet to one or more new devices.'),
    acts: (facts) => {
      const { source, targets } = partsOf(facts);
      return [
        opening(t('to add a device to the fleet.')),
        { title: t('The new device'), steps: [login(source), clone(targets), verify] },
        {
          title: t('Hand-over'),
          steps: [
            webadm,
            ...targets.map((device) => seal(t('device {id}', { id: device.id }))),
            seal(t('DKEK share files and sheets that were opened')),
          ],
        },
        closing,
      ];
    },
  },
  'add-key': {
    title: t('Add or roll over a key'),
    about: t(
      'Makes a new key on one device of the fleet and brings it onto the others. WebADM encrypts with the first key and decrypts with all.',
    ),
    acts: (facts) => {
      const { source, targets, keys, copies } = partsOf(facts);
      return [
        opening(t('to add a key to the fleet.')),
        {
          title: t('The new key'),
          steps: [
            login(source),
            ...keys.flatMap((key) => [generate(key, source), exportKey(key, source), ...(copies > 0 ? [printWrappedKey(key)] : [])]),
            test(source),
          ],
        },
        { title: t('Further devices'), steps: [...targets.map(login), ...(targets.length > 0 ? [verify] : [])] },
        { title: t('Hand-over'), steps: [webadm, seal(t('wrapped keys and their sheets'))] },
        closing,
      ];
    },
  },
  reissue: {
    title: t('Re-issue shares'),
    about: t('A custodian leaves: new password, new file, new sheets. The DKEK stays the same.'),
    acts: (facts) => {
      const { shares, copies } = partsOf(facts);
      return [
        opening(t('to give the shares to another group of custodians.')),
        { title: t('New shares'), steps: shares.flatMap((share) => [reissue(share), ...(copies > 0 ? [printShareFile(share)] : [])]) },
        { title: t('Hand-over'), steps: [drill, destroy(t('the old sheets and files of the shares')), seal(t('the new sheets'))] },
        closing,
      ];
    },
  },
  drill: {
    title: t('Restore drill'),
    about: t('Proves that paper and files bring the keys back, without touching a production device.'),
    acts: () => [
      opening(t('to prove that the backup can be restored.')),
      { title: t('Drill'), steps: [drill] },
      { title: t('Hand-over'), steps: [seal(t('everything that was opened'))] },
      closing,
    ],
  },
  retire: {
    title: t('Retire a device'),
    about: t('Erases a device, checks that the others still hold every key, and destroys it or takes it out of service.'),
    acts: (facts) => {
      const { source, targets } = partsOf(facts);
      const leaving = targets.length > 0 ? targets : [source];
      return [
        opening(t('to take a device out of service.')),
        { title: t('The others hold every key'), steps: [verify] },
        { title: t('The device'), steps: leaving.flatMap((device) => [initialize(device), destroy(t('device {id}', { id: device.id }))]) },
        closing,
      ];
    },
  },
};

/** The acts that a template makes of a plan's facts. */
export function actsOf(facts: PlanFacts): Act[] {
  return numbered(templates[facts.template].acts(facts));
}

/** The same plan with the steps that its template makes of what it says now. */
export function refitPlan({ acts: _, ...facts }: Plan): Plan {
  return { ...facts, acts: actsOf(facts) };
}

const reissue = (share: number): Draft => ({
  ...createShare(share, share, true),
  title: t('Re-issue DKEK share {share}', { share }),
  action: { do: 'reissue', share },
});

function sealing({ devices, parameters }: PlanFacts): Draft[] {
  const paper = parameters.copies > 0 ? [seal(t('sheets of share files and wrapped keys'))] : [];
  return [
    ...devices.map((device) => seal(t('device {id}', { id: device.id }))),
    seal(t('media with share files and wrapped keys')),
    ...paper,
    seal(t('PINs')),
  ];
}

/** Where nothing is named yet, a device stands in, so that a plan can be looked at while it is written. */
const unnamed: PlannedDevice = { id: 'A', label: t('not named yet'), purpose: 'source' };

function partsOf({ devices, parameters: { dkek, split, keys, copies } }: PlanFacts) {
  const source = devices.find(({ purpose }) => purpose === 'source') ?? unnamed;
  return {
    source,
    targets: devices.filter(({ purpose }) => purpose === 'target'),
    shares: dkek.scheme === 'shares' ? Array.from({ length: dkek.shares }, (_, index) => index + 1) : [],
    split: split !== undefined,
    keys,
    copies,
  };
}
