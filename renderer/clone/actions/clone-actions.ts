import { t } from '../../../shared/language/text.ts';
import type { CloneDevice, CloneRun, UnfinishedRun } from '../../../shared/models/clone.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import { devicesIn } from '../inserted.ts';

const runOpen = t('Finish the open run first: its shares are still in memory.');

export const isOpen = (run: CloneRun | undefined): boolean => run !== undefined && run.phase !== 'finished';

export function startClone({ clone, custody }: Snapshot): CustodyAction {
  const hindrance = isOpen(clone?.run)
    ? runOpen
    : custody
      ? undefined
      : t('Open the ceremony folder in Custodians first: the record of the run is kept there, so that it can be resumed.');
  return { id: 'clone', label: t('Clone…'), hindrance, perform: (room) => room.open({ kind: 'clone' }) };
}

export function resumeClone({ id }: UnfinishedRun, { clone }: Snapshot): CustodyAction {
  return {
    id: `resume@${id}`,
    label: t('Resume…'),
    hindrance: isOpen(clone?.run) ? runOpen : undefined,
    perform: (room) => room.open({ kind: 'clone', resume: id }),
  };
}

export function forgetRun({ id, source }: UnfinishedRun): CustodyAction {
  return {
    id: `forget@${id}`,
    label: t('Forget'),
    async perform(room) {
      const done = await room.operate(t('Forget run'), source, 'clone.discard', { id });
      if (!done) return;
      const text = t('Run {run} is not offered again. Its record stays in the folder.', { run: id });
      room.note(t('Forget run'), source, { kind: 'done', text });
    },
  };
}

export function verify(snapshot: Snapshot): CustodyAction {
  const none = devicesIn(snapshot).every(({ initialized }) => !initialized);
  return {
    id: 'verify',
    label: t('Verify…'),
    hindrance: none ? t('Insert the devices that are to be compared.') : undefined,
    perform: (room) => room.open({ kind: 'verify' }),
  };
}

export function nextDevice(run: CloneRun, snapshot: Snapshot): CustodyAction {
  const free = devicesIn(snapshot).filter(
    ({ serial }) => serial !== run.sourceSerial && !run.devices.some((device) => device.serial === serial),
  );
  return {
    id: 'clone-next',
    label: t('Clone next device…'),
    hindrance: free.length === 0 ? t('Insert the next device: every device here is the source or in the run already.') : undefined,
    perform: (room) => room.open({ kind: 'clone-next' }),
  };
}

export function continueDevice({ serial, label }: CloneDevice, snapshot: Snapshot): CustodyAction {
  const here = devicesIn(snapshot).some((device) => device.serial === serial);
  return {
    id: `continue@${serial}`,
    label: t('Continue'),
    hindrance: here ? undefined : t('Insert it again.'),
    perform: (room) => void room.operate(t('Continue'), `${label} ${serial}`, 'clone.add', { serial, label }),
  };
}

export const stopRun: CustodyAction = {
  id: 'clone-stop',
  label: t('Stop after this key'),
  perform: (room) => void room.operate(t('Stop'), t('Clone'), 'clone.stop', {}),
};

export function finishRun(run: CloneRun): CustodyAction {
  const open = run.devices.filter(({ state }) => state !== 'done').length;
  return {
    id: 'clone-finish',
    label: t('Finish'),
    hindrance: run.phase === 'ready' ? undefined : t('Wait until no device is being written, or stop.'),
    async perform(room) {
      const done = await room.operate(t('Finish'), t('Clone'), 'clone.finish', {});
      if (!done) return;
      const state = open === 0 ? t('The run is finished.') : t('The run is closed; it can be resumed from the ceremony folder.');
      room.note(t('Finish'), t('Clone'), { kind: 'done', text: `${state} ${t('Shares and PINs are wiped from memory.')}` });
    },
  };
}

export function report(of: 'run' | 'verification'): CustodyAction {
  return {
    id: `clone-report@${of}`,
    label: t('Print or save report…'),
    perform: async (room) => void (await room.operate(t('Report'), of === 'run' ? t('Clone') : t('Verify'), 'clone.report', { of })),
  };
}

export const clearOutcome: CustodyAction = {
  id: 'clone-clear',
  label: t('Clear'),
  perform: async (room) => void (await room.operate(t('Clear'), t('Clone & Verify'), 'clone.clear', {})),
};

export const goToCustodians: CustodyAction = {
  id: 'go-to-custodians',
  label: t('Go to Custodians'),
  perform: (room) => room.show('Custodians'),
};
