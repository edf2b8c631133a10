import { listed, t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { ConfFinding } from '../../../shared/models/webadm.ts';
import { aesPlaces, nameOf, webadmDevice } from '../../../shared/webadm/keys.ts';
import { findingsOf } from '../../../shared/webadm/settings.ts';
import type { ConfSetting, WebadmConf } from '../../codec/webadm-conf.ts';

type Judge = (setting: ConfSetting, devices: readonly DeviceSnapshot[]) => readonly Omit<ConfFinding, 'line' | 'setting'>[];

const yes = ['yes', 'true', 'on', '1'];
const isYes = ({ values }: ConfSetting) => yes.includes(values?.[0]?.toLowerCase() ?? '');

/** What is said of each setting that concerns encryption. */
const judges: Readonly<Record<string, Judge>> = {
  encrypt_data: (setting) =>
    isYes(setting)
      ? [{ mark: 'good', what: t('WebADM encrypts its data.') }]
      : [{ mark: 'bad', what: t('WebADM does not encrypt its data: no key is used at all.'), next: t('Set encrypt_data Yes.') }],
  encrypt_mode: () => [{ mark: 'good', what: t('How WebADM encrypts. It does not matter to the devices.') }],
  encrypt_hsm: (setting) =>
    isYes(setting)
      ? [{ mark: 'good', what: t('WebADM uses the keys on the devices.') }]
      : [
          {
            mark: 'bad',
            what: t('WebADM does not use the devices: it encrypts with the key in this file.'),
            next: t('Set encrypt_hsm Yes.'),
          },
        ],
  encrypt_key: () => [
    {
      mark: 'open',
      what: t('There is a key in software; it is not shown here. What was encrypted with it before needs it.'),
      next: t('Keep it until WebADM has encrypted everything again with the key on the devices. Then remove it.'),
    },
  ],
  hsm_model: ({ values }) => {
    const model = values?.[0]?.toLowerCase() ?? '';
    if (model === 'smartcard') return [{ mark: 'good', what: t('The model of these devices.') }];
    const isNear = model.replace(/[^a-z]/g, '').startsWith('smartcard');
    return [
      {
        mark: isNear ? 'open' : 'bad',
        what: t('This is not the model that RCDevs names for these devices.'),
        next: t('Set hsm_model smartcard.'),
      },
    ];
  },
  hsm_slot: () => [
    {
      mark: 'open',
      what: t('The slot depends on the readers of the machine where WebADM runs.'),
      next: t('Check it there: reader positions change when devices are plugged in another order.'),
    },
  ],
  hsm_keyid: judgeIndexes,
  hsm_pin: ({ length, isPlaceholder }) => {
    if (isPlaceholder)
      return [
        {
          mark: 'bad',
          what: t('A placeholder stands where the PIN belongs. WebADM would try it, and block the devices after a few starts.'),
          next: t('Enter the User PIN, or make the line a comment until you do.'),
        },
      ];
    if (length < 6 || length > 15)
      return [
        { mark: 'bad', what: t('A User PIN has 6 to 15 characters; this one has not.'), next: t('Enter the User PIN of the devices.') },
      ];
    return [
      {
        mark: 'open',
        what: t('There is a PIN. It is not shown, and was not tried: a wrong one costs a device a try.'),
        next: t('Make sure that it is the User PIN of all devices.'),
      },
    ];
  },
};

const needed = ['encrypt_hsm', 'hsm_model', 'hsm_keyid', 'hsm_pin'];

/** Everything that can be said of a webadm.conf and these devices, in the order of its lines; what is missing comes last. */
export function judgeConf(conf: WebadmConf, devices: readonly DeviceSnapshot[]): ConfFinding[] {
  const known = conf.settings.filter(({ name }) => judges[name] !== undefined);
  const ofLines = known.flatMap((setting): ConfFinding[] => {
    const { name, line, values } = setting;
    const earlier = known.find((other) => other.name === name && other.line < line);
    const value = values === undefined ? {} : { value: values.join(', ').slice(0, 80) };
    return [
      ...(earlier ? [twice(name, line, earlier.line)] : []),
      ...(setting.length === 0 ? [] : (judges[name] as Judge)(setting, devices)).map((told) => ({
        line,
        setting: name,
        ...value,
        ...told,
      })),
    ];
  });
  const strange = conf.settings
    .filter(({ name }) => judges[name] === undefined && (name.startsWith('hsm_') || name.startsWith('encrypt_')))
    .map(({ name, line }): ConfFinding => ({ line, setting: name.slice(0, 40), ...notKnown }));
  const faulty = conf.faults.map(
    ({ line, why }): ConfFinding => ({
      line,
      setting: t('A line'),
      mark: 'bad',
      what: t('This line is no setting: {why}.', { why }),
      next: correct,
    }),
  );
  const inOrder = [...ofLines, ...strange, ...faulty].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return [...inOrder, ...more(conf), ...missing(conf), ...(devices.length === 0 ? [noDevice] : [])];
}

const correct = t('Correct the line. WebADM may refuse the whole file because of it.');
const notKnown = {
  mark: 'open',
  what: t('This check does not know this setting.'),
  next: t('Compare its spelling with RCDevs’ documentation of your version.'),
} as const;
const noDevice: ConfFinding = {
  ...{ setting: t('Devices'), mark: 'open' },
  what: t('No device is here: the indexes could not be compared.'),
  next: t('Insert the devices that WebADM uses, and check again.'),
};

function twice(name: string, line: number, earlier: number): ConfFinding {
  return {
    ...{ line, setting: name, mark: 'bad' },
    what: t('This setting stands in line {earlier} already. Which of the two counts is not certain.', { earlier }),
    next: t('Keep one of the two lines.'),
  };
}

function more({ moreFaults }: WebadmConf): ConfFinding[] {
  if (moreFaults === 0) return [];
  return [
    {
      setting: t('Lines'),
      mark: 'bad',
      what: t('{n, plural, other {# further lines are no settings.}}', { n: moreFaults }),
      next: t('This may be another kind of file.'),
    },
  ];
}

function missing({ settings, commented }: WebadmConf): ConfFinding[] {
  return needed
    .filter((name) => !settings.some((setting) => setting.name === name && setting.length > 0))
    .map((name) => {
      const line = commented.find((comment) => comment.name === name)?.line;
      const where = line === undefined ? t('It is missing.') : t('It is missing; line {line} is a comment.', { line });
      return name === 'hsm_pin'
        ? {
            setting: name,
            mark: 'open',
            what: t('{where} WebADM cannot use the devices without it.', { where }),
            next: t('Enter it where WebADM runs.'),
          }
        : { setting: name, mark: 'bad', what: where, next: t('Copy the settings for your keys from this view.') };
    });
}

function judgeIndexes({ values = [] }: ConfSetting, devices: readonly DeviceSnapshot[]): ReturnType<Judge> {
  if (devices.length === 0) return [];
  return values.flatMap((value, position) => judgeIndex(value, position, devices));
}

/** The key with this index must be there, fit, and be the same on every device. */
function judgeIndex(value: string, position: number, devices: readonly DeviceSnapshot[]): ReturnType<Judge> {
  if (!/^\d{1,3}$/.test(value))
    return [{ mark: 'bad', what: t('An index is a number, counted from 0.'), next: t('Take the index from the table in this view.') }];
  const index = Number(value);
  const found = devices.map((device) => aesPlaces(device).find(({ place }) => place.index === index));
  const lacking = devices.filter((_, at) => !found[at]).map(nameOf);
  if (lacking.length > 0)
    return [
      {
        mark: 'bad',
        what: t('There is no AES key {index} on {devices}. Indexes begin with 0.', { index, devices: listed(lacking) }),
        next: t('Take the index from the table in this view, or import the missing key there.'),
      },
    ];
  const labels = [...new Set(found.map((each) => each?.key.label ?? ''))];
  if (labels.length > 1)
    return [
      {
        mark: 'bad',
        what: t('AES key {index} is another key on each device: {keys}.', {
          index,
          keys: found
            .map((each, at) => t('"{label}" on {device}', { label: each?.key.label ?? '', device: nameOf(devices[at] as DeviceSnapshot) }))
            .join(', '),
        }),
        next: t('Put the AES keys onto all devices in the same order: clone the devices again.'),
      },
    ];
  const [label = ''] = labels;
  const places = found.map((each) => (each ? [each.place] : []));
  const problems = findingsOf({ label, places }, devices.map(webadmDevice));
  if (problems.length > 0) return problems;
  const what =
    position === 0
      ? t('AES key {index} is "{label}" on every device, AES-256 with what WebADM needs. It encrypts.', { index, label })
      : t(
          'AES key {index} is "{label}" on every device, AES-256 with what WebADM needs. It only decrypts what was encrypted with it before.',
          { index, label },
        );
  return [{ mark: 'good', what }];
}
