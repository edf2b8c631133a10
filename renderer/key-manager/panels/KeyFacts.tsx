import { aesCapabilities, asymmetricCapabilities, type Capability, capabilityName } from '../../../shared/algorithms.ts';
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
  possible: 'possible, as a wrapped file under the DKEK',
  'into this device only': 'only for this device: no other has its DKEK',
  'no DKEK': 'not possible: no DKEK',
  'shares missing': 'not before the missing DKEK shares are imported',
  'no WRAP': 'not possible: made without WRAP (92)',
  'not known yet': undefined,
};

export function KeyFacts({ keySnapshot: key, device }: { readonly keySnapshot: KeySnapshot; readonly device: DeviceSnapshot }) {
  const { details } = key;
  return (
    <>
      {!key.described && (
        <Words kind="warning">
          This key has no description on the device: other software shows it without a name, or not at all. Rename it to give it one.
        </Words>
      )}
      <Facts>
        <Fact term="Type">{keyTypeText(key.type)}</Fact>
        <Fact term="Key ID">
          <Hex digits={key.id} />
        </Fact>
        <Fact term="Backup">{backups[backupOf(key, device)]}</Fact>
        <Fact term="Key domain">{device.keyDomains && (key.keyDomain ?? 'unknown: the device does not tell')}</Fact>
        <Fact term="Uses left">{usesWords(details?.useCounter)}</Fact>
        <Fact term="Origin">{details?.attestation && <AttestationWords state={details.attestation} />}</Fact>
        <Fact term="Public key SHA-256">{details?.publicKeySha256 && <Hex digits={details.publicKeySha256} />}</Fact>
      </Facts>
      {details && key.type.kind !== 'AES' && <KeyCertificate details={details} />}
      <h3>Capabilities</h3>
      {details ? (
        <Capabilities keySnapshot={key} given={details.capabilities} />
      ) : (
        <Reading nodeId={keyNodeId(device.serial, key.reference)} failed="What this key may do could not be read." again="Read Key Again" />
      )}
    </>
  );
}

function usesWords(left: number | undefined): string | undefined {
  if (left === undefined) return undefined;
  return left === 0 ? '0: used up for good' : `${left.toLocaleString('en')}, on this device; a wrapped copy has no limit`;
}

interface CapabilitiesProps {
  readonly keySnapshot: KeySnapshot;
  readonly given: readonly number[] | undefined;
}

/** For an AES key all there are, given or not; for others only what was given. */
function Capabilities({ keySnapshot: { type }, given }: CapabilitiesProps) {
  if (!given) return <p className="explanation">The device keeps no list for this key: it may do everything its type can do.</p>;
  const known: readonly Capability[] = type.kind === 'AES' ? aesCapabilities : asymmetricCapabilities;
  const listed = [
    ...known.filter(({ id }) => type.kind === 'AES' || given.includes(id)),
    ...given.filter((id) => known.every((capability) => capability.id !== id)).map((id) => ({ id, meaning: 'Not known to this app.' })),
  ];
  return (
    <ul className="capabilities">
      {listed.map(({ id, meaning }) => {
        const isGiven = given.includes(id);
        return (
          <li key={id} className={isGiven ? 'given' : 'withheld'}>
            <Icon name={isGiven ? 'check' : 'dash'} />
            <span>
              <strong>{capabilityName(id)}</strong> <span className="allowed">{isGiven ? 'allowed' : 'not allowed'}</span>
              <br />
              <span className="meaning">{meaning}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
