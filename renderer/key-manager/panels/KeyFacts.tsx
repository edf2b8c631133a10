import { aesCapabilities, asymmetricCapabilities, type Capability, capabilityName } from '../../../shared/algorithms.ts';
import { languageTag, t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { Icon } from '../../icons.tsx';
import { type Backup, backupOf } from '../backup.ts';
import { keyTypeText } from '../node-text.ts';
import { keyNodeId } from '../tree-nodes.ts';
import { AttestationWords, KeyCertificate } from './KeyCertificate.tsx';
import { Reading } from './Reading.tsx';

const backups: Record<Backup, string | undefined> = {
  possible: t('possible, as a wrapped file under the DKEK'),
  'into this device only': t('only for this device: no other has its DKEK'),
  'no DKEK': t('not possible: no DKEK'),
  'shares missing': t('not before the missing DKEK shares are imported'),
  'no WRAP': t('not possible: made without WRAP (92)'),
  'not known yet': undefined,
};

export function KeyFacts({ keySnapshot: key, device }: { readonly keySnapshot: KeySnapshot; readonly device: DeviceSnapshot }) {
  const { details } = key;
  return (
    <>
      {!key.described && (
        <Words kind="warning">
          {t('This key has no description on the device: other software shows it without a name, or not at all. Rename it to give it one.')}
        </Words>
      )}
      <Facts>
        <Fact term={t('Type')}>{keyTypeText(key.type)}</Fact>
        <Fact term={t('Key ID')}>
          <Hex digits={key.id} />
        </Fact>
        <Fact term={t('Backup')}>{backups[backupOf(key, device)]}</Fact>
        <Fact term={t('Key domain')}>{device.keyDomains && (key.keyDomain ?? t('unknown: the device does not tell'))}</Fact>
        <Fact term={t('Uses left')}>{usesWords(details?.useCounter)}</Fact>
        <Fact term={t('Origin')}>{details?.attestation && <AttestationWords state={details.attestation} />}</Fact>
        <Fact term={t('Public key SHA-256')}>{details?.publicKeySha256 && <Hex digits={details.publicKeySha256} />}</Fact>
      </Facts>
      {details && key.type.kind !== 'AES' && <KeyCertificate details={details} />}
      <h3>{t('Capabilities')}</h3>
      {details ? (
        <Capabilities keySnapshot={key} given={details.capabilities} />
      ) : (
        <Reading
          nodeId={keyNodeId(device.serial, key.reference)}
          failed={t('What this key may do could not be read.')}
          again={t('Read Key Again')}
        />
      )}
    </>
  );
}

function usesWords(left: number | undefined): string | undefined {
  if (left === undefined) return undefined;
  return left === 0
    ? t('0: used up for good')
    : t('{left}, on this device; a wrapped copy has no limit', { left: left.toLocaleString(languageTag()) });
}

interface CapabilitiesProps {
  readonly keySnapshot: KeySnapshot;
  readonly given: readonly number[] | undefined;
}

/** For an AES key all there are, given or not; for others only what was given. */
function Capabilities({ keySnapshot: { type }, given }: CapabilitiesProps) {
  if (!given) return <p className="explanation">{t('The device keeps no list for this key: it may do everything its type can do.')}</p>;
  const known: readonly Capability[] = type.kind === 'AES' ? aesCapabilities : asymmetricCapabilities;
  const listed = [
    ...known.filter(({ id }) => type.kind === 'AES' || given.includes(id)),
    ...given.filter((id) => known.every((capability) => capability.id !== id)).map((id) => ({ id, meaning: t('Not known to this app.') })),
  ];
  return (
    <ul className="capabilities">
      {listed.map(({ id, meaning }) => {
        const isGiven = given.includes(id);
        return (
          <li key={id} className={isGiven ? 'given' : 'withheld'}>
            <Icon name={isGiven ? 'check' : 'dash'} />
            <span>
              <strong>{capabilityName(id)}</strong> <span className="allowed">{isGiven ? t('allowed') : t('not allowed')}</span>
              <br />
              <span className="meaning">{meaning}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
