import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { isBroken, sizeText } from '../object-text.ts';
import { objectsNodeId } from '../tree-nodes.ts';
import { Reading } from './Reading.tsx';

export function ObjectsFacts({ device }: { readonly device: DeviceSnapshot }) {
  const { objects } = device;
  if (objects.kind === 'listed')
    return (
      <Reading
        nodeId={objectsNodeId(device.serial)}
        failed={t('What is stored here could not be read.')}
        again={t('Read Certificates and Data Again')}
      />
    );
  const count = (kind: string) => objects.all.filter((object) => object.kind === kind).length;
  const broken = objects.all.filter(isBroken).length;
  return (
    <>
      <Facts>
        <Fact term={t('Certificates')}>{count('certificate')}</Fact>
        <Fact term={t('Public data')}>{count('data')}</Fact>
        <Fact term={t('Confidential data')}>{count('confidential')}</Fact>
        <Fact term={t('Not whole')}>
          {broken === 0 ? undefined : t('{broken}: content or description is missing; the tree marks them', { broken })}
        </Fact>
        <Fact term={t('Free memory')}>{device.freeMemoryBytes === undefined ? undefined : sizeText(device.freeMemoryBytes)}</Fact>
      </Facts>
      <p className="explanation">
        {t(
          'Certificates without a key, such as those of issuers, and small files. Whoever holds the device can read certificates and public data; confidential data needs the User PIN. A wrapped key file holds none of them: keep a copy of each elsewhere.',
        )}
      </p>
    </>
  );
}
