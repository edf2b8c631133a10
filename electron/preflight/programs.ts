import { listed, t } from '../../shared/language/text.ts';
import { type Check, ok, warning } from './check.ts';
import { type Machine, textOf } from './machine.ts';

/** Names of running programs as the kernel keeps them: at most 15 characters. */
async function running(machine: Machine): Promise<ReadonlySet<string>> {
  const ids = ((await machine.names('/proc')) ?? []).filter((name) => /^\d+$/.test(name));
  // A program may end while it is being looked at.
  const names = await Promise.all(ids.map((id) => textOf(machine, `/proc/${id}/comm`).catch(() => undefined)));
  return new Set(names.flatMap((name) => name || []));
}

/** Those that let somebody elsewhere see this screen or type here. Names as in the packages of Debian, Fedora and the vendors. */
const remote =
  /^(x11vnc|x0vncserver|x0tigervncserv|Xvnc|Xtigervnc|Xtightvnc|vncserver.*|vino-server|wayvnc|krfb|krdpserver|gnome-remote-de|grd-daemon|xrdp|xrdp-sesman|xrdp-chansrv|teamviewer.*|TeamViewer.*|anydesk|rustdesk|nxserver.*|nxnode.*|x2goagent|spice-vdagentd?|remmina|chrome-remote-d|zoom|teams.*|skypeforlinux|obs|simplescreenrec|sunshine|weston-rdp)$/;
const shells = /^(sshd|sshd-session|dropbear|in\.telnetd|mosh-server)$/;

/** Those that use smart cards by themselves, and may take a reader or a login away. */
const cardUsers =
  /^(scdaemon|pcsc_scan|pkcs11-tool|pkcs15-tool|opensc-tool|sc-hsm-tool|ssh-pkcs11-help|gsd-smartcard|pcscd-polkit|firefox.*|thunderbird.*|chrome|chromium.*|brave|vivaldi.*|opera|ykman|yubikey-agent|p11-kit-server|p11-kit-remote|pkcs11_eventmgr|pam_pkcs11|java|soffice\.bin)$/;

function search(names: ReadonlySet<string>, pattern: RegExp): string[] {
  return [...names].filter((name) => pattern.test(name)).sort();
}

export const programChecks: readonly Check[] = [
  {
    id: 'remote-access',
    check: t('Remote access'),
    why: t('Who shares this screen or keyboard sees every share, and types PINs.'),
    mend: t('End these programs, and keep them from starting again.'),
    look: async (machine) => {
      const names = await running(machine);
      const found = [...search(names, remote), ...search(names, shells)];
      if (found.length === 0) return ok('none', t('No known program for it is running.'));
      return warning(`running ${found.join(' ')}`, t('Running: {names}.', { names: listed(found) }));
    },
  },
  {
    id: 'other-users-of-smart-cards',
    check: t('Other users of smart cards'),
    why: t('Another program may take the reader during an operation, or a card that was pulled in a hurry.'),
    mend: t('Close these programs; for scdaemon: gpgconf --kill scdaemon.'),
    look: async (machine) => {
      const found = search(await running(machine), cardUsers);
      return found.length === 0
        ? ok('none', t('No known one is running.'))
        : warning(`running ${found.join(' ')}`, t('Running: {names}.', { names: listed(found) }));
    },
  },
];
