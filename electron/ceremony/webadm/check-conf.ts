import { stat } from 'node:fs/promises';
import { t } from '../../../shared/language/text.ts';
import type { ConfCheck, ConfFinding } from '../../../shared/models/webadm.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { nameOf } from '../../../shared/webadm/keys.ts';
import { LARGEST_CONF, readWebadmConf } from '../../codec/webadm-conf.ts';
import { readFileBounded } from '../../files/read.ts';
import type { Workstation } from '../workstation.ts';
import { judgeConf } from './judge-conf.ts';
import { surveyAesKeys } from './settings.ts';

const kinds = [{ name: t('WebADM settings'), extensions: ['conf'] }];
const [OTHERS, GROUP] = [0o007, 0o070];

/**
 * Compares a webadm.conf with these devices, line by line. Its PIN and other secrets are neither shown nor kept: the bytes are wiped
 * before this returns. Refusal cancelled, file-unreadable (also above 256 KiB), webadm-conf-binary, no-such-device.
 */
export async function checkConf(workstation: Workstation, serials: readonly Serial[]): Promise<ConfCheck> {
  const path = await workstation.person.openFile(t('Choose webadm.conf'), kinds);
  const { bytes } = await readFileBounded(path, LARGEST_CONF);
  try {
    const conf = readWebadmConf(bytes);
    const devices = await surveyAesKeys(workstation, serials);
    const hasPin = conf.settings.some(({ name, length, isPlaceholder }) => name === 'hsm_pin' && length > 0 && !isPlaceholder);
    const findings = [...judgeConf(conf, devices), ...(await judgePermissions(path, hasPin))];
    return { path, devices: devices.map(nameOf), findings, fits: findings.every(({ mark }) => mark !== 'bad') };
  } finally {
    bytes.fill(0);
  }
}

async function judgePermissions(path: string, hasPin: boolean): Promise<ConfFinding[]> {
  const setting = t('File permissions');
  const repair = t('Where WebADM runs: chown to the user that WebADM runs as, chmod 600. Then treat the PIN as known and change it.');
  const { mode } = await stat(path);
  if (process.platform === 'win32')
    return [
      { setting, mark: 'open', what: t('Who may read the file cannot be told on this system.'), next: t('Check it where WebADM runs.') },
    ];
  const value = (mode & 0o777).toString(8).padStart(4, '0');
  if ((mode & OTHERS) !== 0)
    return [
      {
        ...{ setting, value, mark: hasPin ? 'bad' : 'open' },
        what: hasPin
          ? t('Everybody on the machine may read this file, and with it the PIN.')
          : t('Everybody on the machine may read this file.'),
        next: hasPin ? repair : t('Make it readable by WebADM only (chmod 600) before the PIN is written into it.'),
      },
    ];
  if ((mode & GROUP) !== 0)
    return [
      { setting, value, mark: 'open', what: t('The group of the file may read it.'), next: t('Make sure that only WebADM is in it.') },
    ];
  return [{ setting, value, mark: 'good', what: t('Only the owner of this copy may read it.') }];
}
