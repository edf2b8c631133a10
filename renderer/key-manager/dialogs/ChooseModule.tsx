import { useEffect, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { ModuleFile } from '../../../shared/models/module.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom, useRoomState } from '../../room-context.ts';

/** The modules that were found and those that the person points at; what each is, before anything of it has run. */
export function ChooseModule() {
  const room = useRoom();
  const { close } = useDialogPlace();
  const current = useRoomState((state) => state.snapshot?.module);
  const { phase, run } = useOperation('module.choose');
  const [found, setFound] = useState<readonly ModuleFile[]>();
  const [path, setPath] = useState(current?.path ?? '');
  const { phase: picking, run: pick } = useOperation('module.pick-file');

  useEffect(() => {
    let isWanted = true;
    void room.invoke('module.find', {}).then((result) => {
      if (isWanted) setFound(result.ok ? result.value : []);
    });
    return () => {
      isWanted = false;
    };
  }, [room]);

  const chosen = found?.find((file) => file.path === path) ?? found?.[0];
  const take = (file: ModuleFile) => {
    setFound((before) => [...(before ?? []).filter((other) => other.path !== file.path), file]);
    setPath(file.path);
  };
  return (
    <DialogFrame title={t('Choose PKCS#11 Module')} isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {t(
            'Choose the library that your applications load. Here too it runs in a process of its own: if it crashes or hangs, only that process ends.',
          )}
        </p>
        {found?.length === 0 && (
          <Words kind="info">
            <p className="words-what">{t('No module was found in the usual places.')}</p>
            <p>
              {t(
                'Install OpenSC (on Debian and Ubuntu the package opensc-pkcs11), or CardContact’s sc-hsm-embedded, which WebADM needs for AES keys. Or choose the file yourself.',
              )}
            </p>
          </Words>
        )}
        {found && found.length > 0 && chosen && (
          <>
            <Choice
              label={t('Module')}
              layout="list"
              value={chosen.path}
              onChange={setPath}
              options={found.map(({ path, product, about }) => ({ value: path, name: product, meaning: about }))}
            />
            <Facts>
              <Fact term={t('File')}>
                <code>{chosen.path}</code>
              </Fact>
              <Fact term="SHA-256">
                <Hex digits={chosen.sha256.toUpperCase()} />
              </Fact>
            </Facts>
            {current?.path === chosen.path && current.sha256 !== chosen.sha256 && (
              <Words kind="warning">
                {t(
                  'This file is not the one that was chosen before: its SHA-256 was {beginning}… It was updated, or someone replaced it. Use it only if you know why.',
                  { beginning: current.sha256.toUpperCase().slice(0, 16) },
                )}
              </Words>
            )}
          </>
        )}
        <div>
          <Button isDisabled={picking.kind === 'busy'} onPress={() => void pick({}, take)}>
            {t('Choose another file…')}
          </Button>
        </div>
        {picking.kind === 'failed' && <FailureWords failure={picking.failure} />}
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Use This Module')}
        hindrance={found === undefined ? t('Looking for modules…') : chosen ? undefined : t('Choose a file first.')}
        cancelled={t('Cancelled. The module was not changed.')}
        onSubmit={() =>
          chosen &&
          void run({ path: chosen.path }, () => {
            room.note(t('Choose PKCS#11 Module'), chosen.product, {
              kind: 'done',
              text: t('The module was started once and answered. It is kept for the next time.'),
            });
            close();
          })
        }
      />
    </DialogFrame>
  );
}
