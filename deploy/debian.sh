#!/usr/bin/env bash
# Makes a Debian package of an unpacked tarball. Called by package.sh.
#
#   deploy/debian.sh TARBALL_FOLDER WORK_FOLDER VERSION ARCHITECTURE TO
set -euo pipefail
# Whoever publishes says who maintains it, as all of Debian's tools are told: DEBFULLNAME and DEBEMAIL.
maintainer="${DEBFULLNAME:-The Slipway authors} <${DEBEMAIL:-slipway@localhost}>"
from=$1 work=$2 version=$3 architecture=$4 to=$5

install -D -m 755 "$from/slipway" "$work/usr/bin/slipway"
install -D -m 644 "$from/completions/slipway.bash" "$work/usr/share/bash-completion/completions/slipway"
install -D -m 644 "$from/completions/_slipway" "$work/usr/share/zsh/vendor-completions/_slipway"
install -D -m 644 "$from/completions/slipway.fish" "$work/usr/share/fish/vendor_completions.d/slipway.fish"
install -d "$work/usr/share/man/man1" "$work/usr/share/doc/slipway" "$work/DEBIAN"
for it in "$from"/man/*.1; do
    gzip -n -9 <"$it" >"$work/usr/share/man/man1/$(basename "$it").gz"
done

documents=$work/usr/share/doc/slipway
gzip -n -9 <"$from/THIRD-PARTY-NOTICES.txt" >"$documents/THIRD-PARTY-NOTICES.txt.gz"
gzip -n -9 <<CHANGES >"$documents/changelog.gz"
slipway ($version) stable; urgency=medium

  * What changed for users stands in CHANGELOG.md.gz beside this file.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
CHANGES
gzip -n -9 <"$from/CHANGELOG.md" >"$documents/CHANGELOG.md.gz"
cat >"$documents/copyright" <<'TEXT'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Slipway
Comment: The executable contains software of others; THIRD-PARTY-NOTICES.txt.gz names all of it.

Files: *
Copyright: 2026 The Slipway authors
License: Apache-2.0

License: Apache-2.0
 On Debian systems the full text of the licence is in /usr/share/common-licenses/Apache-2.0.
TEXT

# .NET is in the executable; what it asks of the system is what its own native part is linked against.
cat >"$work/DEBIAN/control" <<CONTROL
Package: slipway
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$work" | cut -f 1)
Depends: bash (>= 4.4), util-linux (>= 2.25), libc6 (>= 2.27), libgcc-s1, libstdc++6
Recommends: ca-certificates, curl, git, libsqlite3-0, libssl3t64 | libssl3 | libssl1.1
Section: devel
Priority: optional
Description: go-live control plane for Markdown deployment checklists
 Slipway takes the go-live checklist that a team already has and carries it
 out: it runs what a machine can run, asks the named person for what only a
 person can say, and stops where the evidence does not hold. Then it hands the
 document back, every box and blank filled in from evidence, with a record of
 what happened.
CONTROL

find "$work" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# One thread, because the number of threads shows in what xz writes.
dpkg-deb --root-owner-group -Zxz -z3 --threads-max=1 --build "$work" "$to" >/dev/null
