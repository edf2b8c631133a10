import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { counted } from '../node-text.ts';

export function DkekFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { dkek, keys } = device;
  return (
    <>
      {dkek.kind === 'incomplete' && <ShareMeter imported={dkek.imported} shares={dkek.shares} />}
      <Facts>
        <Fact term="State">{stateWords(device)}</Fact>
        <Fact term="DKEK KCV">{kcvWords(device)}</Fact>
        <Fact term="Shares">{dkek.kind === 'complete' && dkek.shares > 0 ? `${dkek.shares}, all imported` : undefined}</Fact>
        <Fact term="Keys">{keys.length}</Fact>
      </Facts>
      <p className="explanation">
        The DKEK (device key encryption key) encrypts keys when they leave the device. All shares together make it; devices with the same
        DKEK KCV can exchange keys.
      </p>
    </>
  );
}

function stateWords({ dkek, initialized }: DeviceSnapshot): string {
  if (!initialized) return 'not decided yet: the device is not initialized';
  switch (dkek.kind) {
    case 'none':
      return 'none: keys can neither be exported nor imported';
    case 'incomplete':
      return `waits for ${counted(dkek.shares - dkek.imported, 'more share', 'more shares')}`;
    case 'complete':
      return dkek.shares === 0 ? 'complete; made by the device itself, so only this device can import what it exports' : 'complete';
  }
}

function kcvWords({ dkek }: DeviceSnapshot) {
  if (dkek.kind !== 'complete') return undefined;
  return dkek.kcv === unknownKcv ? 'the device does not tell it yet; log in to see it' : <Hex digits={dkek.kcv} />;
}

/** Which shares are in, as boxes and in words. */
function ShareMeter({ imported, shares }: { readonly imported: number; readonly shares: number }) {
  if (shares > 20) return null;
  return (
    <div className="share-meter" aria-hidden="true">
      {Array.from({ length: shares }, (_, index) => index + 1).map((share) => (
        <span key={share} className={share <= imported ? 'share in' : 'share'}>
          {share}
        </span>
      ))}
    </div>
  );
}
