import { DialogBody } from '../dialogs/DialogBody.tsx';
import { ReportFoot } from '../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../dialogs/DialogFrame.tsx';
import { keyGroups } from './keys.ts';
import { helpTitles } from './show-help.ts';

export function KeyboardDialog() {
  return (
    <DialogFrame title={helpTitles.keyboard}>
      <DialogBody>
        {keyGroups.map(({ title, keys }) => (
          <section key={title} className="key-group">
            <h3>{title}</h3>
            <dl>
              {keys.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
