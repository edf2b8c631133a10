import { t } from '../../../shared/language/text.ts';
import type { DeviceCertificateSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Icon, type IconName } from '../../icons.tsx';

type Chain = DeviceCertificateSnapshot['chain'];

const chains: Record<Chain, { readonly icon: IconName; readonly mood: string; readonly words: string }> = {
  verified: { icon: 'check', mood: 'good', words: t('verified: a genuine device') },
  simulator: { icon: 'info', mood: 'caution', words: t('simulated device: for rehearsal only') },
  'unknown-root': { icon: 'warning', mood: 'caution', words: t('not verified: signed by a root this app does not know') },
  broken: { icon: 'stop', mood: 'bad', words: t('broken: the signatures do not fit. Do not use this device') },
};

export function ChainWords({ chain }: { readonly chain: Chain }) {
  const { icon, mood, words } = chains[chain];
  return (
    <span className={`state ${mood}`}>
      <Icon name={icon} />
      <span>{words}</span>
    </span>
  );
}

export function CertificateFacts({ certificate }: { readonly certificate: DeviceCertificateSnapshot }) {
  return (
    <Facts>
      <Fact term={t('Holder')}>
        <code>{certificate.holder}</code>
      </Fact>
      <Fact term={t('Issued by')}>
        <code>{certificate.authority}</code>
      </Fact>
      <Fact term={t('Chain')}>
        <ChainWords chain={certificate.chain} />
      </Fact>
      <Fact term="SHA-256">
        <Hex digits={certificate.sha256} />
      </Fact>
    </Facts>
  );
}
