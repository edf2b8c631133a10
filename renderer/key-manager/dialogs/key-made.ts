import { languageTag, t } from '../../../shared/language/text.ts';
import type { KeyName } from '../../../shared/models/reports.ts';
import { useDialogPlace } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { keyNodeId } from '../tree-nodes.ts';

function madeText({ label, uses }: KeyName): string {
  if (uses === undefined) return t('The key "{label}" is on the device and was read back.', { label });
  return t('The key "{label}" is on the device and was read back. It was not tried: that would take one of its {uses} uses.', {
    label,
    uses: uses.toLocaleString(languageTag()),
  });
}

/** What happens when a key has been made: it is selected in the tree, a note says so, the dialog closes. */
export function useKeyMade(title: string): (key: KeyName) => void {
  const room = useRoom();
  const { close } = useDialogPlace();
  return (key) => {
    const node = room.state.nodes.find((candidate) => candidate.kind === 'device' && candidate.device.serial === key.serial);
    const about = node?.kind === 'device' ? deviceName(node.device) : key.serial;
    room.note(title, about, { kind: 'done', text: madeText(key) });
    room.select(keyNodeId(key.serial, key.reference));
    close();
  };
}
