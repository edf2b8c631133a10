import { concat, utf8 } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { SavedWebadmSettings, WebadmSettings } from '../../../shared/models/webadm.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { pinPlaceholder, webadmSettings } from '../../../shared/webadm/settings.ts';
import type { Secret } from '../../crypto/secret.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { answer } from '../person.ts';
import { sameBytes, userPinField } from '../pins/pin-fields.ts';
import type { Workstation } from '../workstation.ts';

export interface SettingsRequest {
  readonly serials: readonly Serial[];
  /** Labels of AES keys in their order: the first encrypts. */
  readonly keys: readonly string[];
}

const confKinds = [{ name: t('WebADM settings'), extensions: ['conf'] }];
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Reads what the AES keys of these devices may do, two commands each, and gives the devices as they are then. */
export async function surveyAesKeys({ fleet }: Workstation, serials: readonly Serial[]): Promise<DeviceSnapshot[]> {
  const devices: DeviceSnapshot[] = [];
  for (const serial of new Set(serials)) {
    await fleet.run(serial, t('Look at AES Keys'), async (device) => {
      for (const { reference, type } of device.state.keys) if (type.kind === 'AES') await device.readDetails(reference);
      devices.push(device.snapshot);
    });
  }
  return devices;
}

/** The settings for these keys. Refusal no-such-device. */
export async function showSettings(workstation: Workstation, { serials, keys }: SettingsRequest): Promise<WebadmSettings> {
  return webadmSettings(await surveyAesKeys(workstation, serials), keys, workstation.fleet.source.simulated);
}

/**
 * Saves the settings in a file of their own, readable by its owner only (0600). With the PIN it is typed in the secret window, twice; it is
 * not tried on a device, which would cost tries. Refusal webadm-not-ready, webadm-pin-characters, pins-differ, cancelled, file-….
 */
export async function saveSettings(
  workstation: Workstation,
  { withPin, ...request }: SettingsRequest & { readonly withPin: boolean },
): Promise<SavedWebadmSettings> {
  const { person } = workstation;
  const { block, findings, devices } = await showSettings(workstation, request);
  const obstacle = findings.find(({ mark }) => mark === 'bad');
  if (block === undefined)
    return refuse('webadm-not-ready', {
      problem: obstacle?.what ?? t('No key was chosen.'),
      next: obstacle?.next ?? t('Choose devices and keys.'),
    });
  if (!withPin) {
    const { path, overwrite } = await person.saveFile(t('Save settings for webadm.conf'), 'webadm-hsm.conf', confKinds);
    const { sha256 } = await writeFileSafely(path, utf8.encode(block), { overwrite });
    return { path, withPin, sha256 };
  }
  const { path, overwrite } = await person.saveFile(t('Save settings with the User PIN'), 'webadm-hsm.conf', confKinds);
  const repeat = { ...userPinField, name: 'repeat-user-pin', label: t('Repeat User PIN'), repeats: 'user-pin' };
  const form = {
    title: t('Save Settings with PIN'),
    device: devices.map(({ name }) => name).join(', '),
    purpose: t(
      'The User PIN is written into the file, in plain text, readable by the owner of the file only. It must be the same on all devices. It is not tried on a device.',
    ),
    fields: [userPinField, repeat],
  };
  await person.secrets(form, async (answers) => {
    const pin = answer(answers, 'user-pin');
    if (!sameBytes(pin, answer(answers, 'repeat-user-pin'))) refuse('pins-differ', { pin: t('User PIN') });
    const bytes = withPinIn(block, pin);
    try {
      await writeFileSafely(path, bytes, { overwrite });
    } finally {
      bytes.fill(0);
    }
  });
  return { path, withPin };
}

/** The block with the PIN in quotation marks in place of the placeholder. The caller wipes it. Refusal webadm-pin-characters. */
function withPinIn(block: string, pin: Secret): Uint8Array {
  const fits = pin.expose().every((byte) => byte >= 0x20 && byte < 0x7f && byte !== QUOTE && byte !== BACKSLASH);
  if (!fits) refuse('webadm-pin-characters');
  const [before = '', after = ''] = block.split(pinPlaceholder);
  return concat(utf8.encode(before), utf8.encode('hsm_pin "'), pin.expose(), utf8.encode(`"${after}`));
}
