import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, DkekState } from '../../../shared/models/snapshot.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { placeIn } from '../dkek-place.ts';

/** The DKEK of a classic device, or of one key domain. */
export function DkekFacts({ device, domain }: { readonly device: DeviceSnapshot; readonly domain?: number }) {
  const { dkek } = placeIn(device, domain);
  const keys = device.keys.filter((key) => domain === undefined || key.keyDomain === domain);
  return (
    <>
      {dkek.kind === 'incomplete' && <ShareMeter imported={dkek.imported} shares={dkek.shares} />}
      <Facts>
        <Fact term={t('State')}>{stateWords(device, dkek, domain)}</Fact>
        <Fact term="DKEK KCV">{kcvWords(dkek)}</Fact>
        <Fact term={t('Shares')}>
          {dkek.kind === 'complete' && dkek.shares > 0 ? t('{shares}, all imported', { shares: dkek.shares }) : undefined}
        </Fact>
        <Fact term={t('Keys')}>{keys.length}</Fact>
      </Facts>
      <p className="explanation">
        {t(
          'The DKEK (device key encryption key) encrypts keys when they leave the device. All shares together make it; devices with the same DKEK KCV can exchange keys.',
        )}
      </p>
      {domain !== undefined && (
        <p className="explanation">
          {t(
            'A key domain is a place on the device with a DKEK of its own. Its keys stay in it; its custodians need not be those of other key domains. How many there are was decided when the device was initialized.',
          )}
        </p>
      )}
    </>
  );
}

function stateWords({ initialized }: DeviceSnapshot, dkek: DkekState, domain: number | undefined): string {
  if (!initialized) return t('not decided yet: the device is not initialized');
  switch (dkek.kind) {
    case 'none':
      if (domain !== undefined) return t('not set up: no keys can be made in it');
      return t('none: keys can neither be exported nor imported');
    case 'incomplete':
      return t('waits for {missing, plural, one {# more share} other {# more shares}}', { missing: dkek.shares - dkek.imported });
    case 'complete':
      return dkek.shares === 0 ? t('complete; made by the device itself, so only this device can import what it exports') : t('complete');
  }
}

function kcvWords(dkek: DkekState) {
  if (dkek.kind !== 'complete') return undefined;
  return dkek.kcv === unknownKcv ? t('the device does not tell it yet; log in to see it') : <Hex digits={dkek.kcv} />;
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
