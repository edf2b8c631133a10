/** The command of a Linux package, in front of the program itself. */
export const launcherText = ({ name, executable, version, test }) => `#!/bin/sh
# Starts Conclave without core dumps, here and in all its processes: they would hold PINs and shares. And without any network,
# where the system lets a user have a network namespace. pcscd, X11, Wayland, D-Bus and CUPS are UNIX sockets, reached all the same.
case "\${1-}" in
  --version)
    echo "Conclave ${version}${test ? ' (test package, not for production keys)' : ''}"
    exit 0
    ;;
  -h | --help)
    cat <<'END'
Usage: ${name} [--rehearsal] [--user-data-dir=FOLDER]

Key ceremonies with the SmartCard-HSM, in one window.

  --rehearsal             simulated devices, even where there is a real reader
  --user-data-dir=FOLDER  where the app keeps its transcript and rehearsal devices
  --version               says the version and ends
  --help                  this text

Compare the package before its first use: sha256sum -c SHA256SUMS, in its folder. Help, About shows the same list's words.
END
    exit 0
    ;;
esac
ulimit -c 0
program="$(dirname -- "$(readlink -f -- "$0")")/${executable}"
# The user stays the same inside, so that Chromium's sandbox works as before.
alone="unshare --net --map-current-user --"
[ "$(id -u)" != 0 ] || alone="unshare --net --"
case "\${DISPLAY-}" in
  '' | :* | unix:*) if $alone true 2>/dev/null; then exec $alone "$program" "$@"; fi ;;
  *) ;; # a screen of another machine (ssh -X) is reached over the network
esac
exec "$program" "$@"
`;

/** The manual page, in man(7). */
export const manualText = ({ name, version, test }) => `.TH ${name.toUpperCase().replace('-', '\\-')} 1 "" "Conclave ${version}"
.SH NAME
${name.replace('-', '\\-')} \\- key ceremonies with the SmartCard\\-HSM${test ? ' (test package)' : ''}
.SH SYNOPSIS
.B ${name.replace('-', '\\-')}
[\\fB\\-\\-rehearsal\\fR] [\\fB\\-\\-user\\-data\\-dir=\\fIFOLDER\\fR]
.SH DESCRIPTION
Opens a window in which an operator, key custodians and a witness set up SmartCard\\-HSM devices: initialize them, create and
import DKEK shares, generate keys, export them as wrapped files, and bring them onto further devices. It uses no network, and
starts in a network namespace of its own where the system lets a user make one.
.SH OPTIONS
.TP
.B \\-\\-rehearsal
Simulated devices, even where there is a real reader. Without a reader this is the default.
.TP
.B \\-\\-user\\-data\\-dir=\\fIFOLDER\\fR
Where the app keeps its transcript and its rehearsal devices.
.TP
.B \\-\\-version
Says the version and ends.
.TP
.B \\-\\-help
Says the options and ends.
.SH FILES
.TP
.I /opt/${name}/SHA256SUMS
The SHA\\-256 of every file of the package; check with \\fBsha256sum \\-c\\fR in that folder. At start the app checks its native
modules against it and does not start where one differs.
.TP
.I /opt/${name}/sbom.cdx.json
What the package is made of (CycloneDX).
.TP
.I /opt/${name}/LICENSES.txt
The licences of it all.
.SH SEE ALSO
.BR pcscd (8),
.BR sc\\-hsm\\-tool (1)
`;

/** The entry in the desktop's menu. */
export const desktopText = ({ name, test }) => `[Desktop Entry]
Type=Application
Name=Conclave${test ? ' (test package)' : ''}
GenericName=Key ceremonies
Comment=${test ? 'Test package, not for production keys' : 'Key ceremonies with the SmartCard-HSM'}
Exec=/usr/bin/${name}
TryExec=/usr/bin/${name}
Icon=${name}
Terminal=false
Categories=Utility;Security;
Keywords=HSM;DKEK;key;ceremony;smart card;
StartupWMClass=${name}
`;
