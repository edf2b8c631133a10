import { t } from '../../shared/language/text.ts';
import type { CustodySnapshot } from '../../shared/models/custody.ts';
import { Text } from '../controls/Text.tsx';
import { Icon } from '../icons.tsx';
import { closeFolder } from './actions/folder.ts';
import { CustodyButton } from './CustodyButton.tsx';

export function FolderHead({ custody }: { readonly custody: CustodySnapshot }) {
  const { register, folder } = custody;
  return (
    <header className="custody-head">
      <Icon name="folder" />
      <div className="custody-title">
        <h2 id="custody-heading" tabIndex={-1}>
          {register.title}
          {register.practice && <span className="practice-mark">{t('Practice')}</span>}
        </h2>
        <p className="custody-place">
          <Text
            of="Ceremony {ceremony} in {folder}"
            ceremony={<code>{register.ceremonyId}</code>}
            folder={<span className="path">{folder}</span>}
          />
        </p>
      </div>
      <CustodyButton action={closeFolder(custody)} />
    </header>
  );
}
