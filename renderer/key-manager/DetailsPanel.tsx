import { t } from '../../shared/language/text.ts';
import { actionsAt } from '../actions/list.ts';
import { ActionButtons } from '../controls/ActionButtons.tsx';
import { Words } from '../controls/Words.tsx';
import { Icon } from '../icons.tsx';
import { useLasting } from '../room-context.ts';
import { NextStepBox } from './NextStepBox.tsx';
import { nextStep } from './next-step.ts';
import { nodeIcon } from './node-icon.ts';
import { deviceName, nodeWords } from './node-text.ts';
import { CertificateFacts } from './panels/CertificateFacts.tsx';
import { DeviceFacts } from './panels/DeviceFacts.tsx';
import { DkekFacts } from './panels/DkekFacts.tsx';
import { KeyFacts } from './panels/KeyFacts.tsx';
import { ModuleFacts } from './panels/ModuleFacts.tsx';
import { ObjectFacts } from './panels/ObjectFacts.tsx';
import { ObjectsFacts } from './panels/ObjectsFacts.tsx';
import { SoPinFacts, UserPinFacts } from './panels/PinFacts.tsx';
import { PkaFacts } from './panels/PkaFacts.tsx';
import { ReaderFacts } from './panels/ReaderFacts.tsx';
import type { TreeNode } from './tree-nodes.ts';

/** A card operation that ends sooner than this does not grey the buttons out. */
const busyAfterMs = 400;

export function DetailsPanel({ node }: { readonly node: TreeNode }) {
  const device = node.kind === 'reader' ? undefined : node.device;
  const activity = useLasting(device?.activity, busyAfterMs);
  const busy = activity === undefined ? undefined : t('The device is busy: {activity}.', { activity });
  const step = nextStep(node);
  const others = actionsAt(node).filter((action) => !step.actions.includes(action));
  const [name, , state] = nodeWords(node);
  return (
    <section className="details" aria-labelledby="details-heading">
      <header className="details-head">
        <Icon name={nodeIcon(node)} />
        <div>
          <h2 id="details-heading" tabIndex={-1}>
            {name} {node.kind === 'device' && <span className="serial">{state}</span>}
          </h2>
          {device && <p className="details-place">{node.kind === 'device' ? node.reader.name : deviceName(device)}</p>}
        </div>
      </header>
      {busy && (
        <Words kind="info" isNews>
          {busy}
        </Words>
      )}
      {device?.notice && <Words kind="warning">{device.notice}</Words>}
      <NextStepBox key={node.id} step={step} node={node} busy={busy} />
      <div className="details-body">
        <div className="facts-pane">
          <NodeFacts node={node} />
        </div>
        {others.length > 0 && (
          <section className="actions" aria-labelledby="actions-heading">
            <h3 id="actions-heading">{t('Actions')}</h3>
            <ActionButtons actions={others} node={node} busy={busy} />
          </section>
        )}
      </div>
    </section>
  );
}

function NodeFacts({ node }: { readonly node: TreeNode }) {
  switch (node.kind) {
    case 'reader':
      return <ReaderFacts reader={node.reader} />;
    case 'device':
      return <DeviceFacts device={node.device} />;
    case 'user-pin':
      return <UserPinFacts device={node.device} reader={node.reader} />;
    case 'so-pin':
      return <SoPinFacts device={node.device} reader={node.reader} />;
    case 'pka':
      return <PkaFacts device={node.device} />;
    case 'dkek':
      return <DkekFacts device={node.device} />;
    case 'domain':
      return <DkekFacts device={node.device} domain={node.domain.number} />;
    case 'key':
      return <KeyFacts keySnapshot={node.key} device={node.device} />;
    case 'certificate':
      return <CertificateFacts certificate={node.device.certificate} />;
    case 'objects':
      return <ObjectsFacts device={node.device} />;
    case 'object':
      return <ObjectFacts object={node.object} />;
    case 'pkcs11':
      return <ModuleFacts node={node} />;
  }
}
