#!/bin/bash
# Installs, starts, upgrades and removes the package in a fresh Debian root: what an administrator
# meets. Run by `cargo xtask package --test` in namespaces of its own (network, processes, mounts),
# which end with it.
#
#   try.sh ROOT FIRST.deb SECOND.deb NOTICE
set -euo pipefail
root=$1
cp "$2" "$root/first.deb"
cp "$3" "$root/second.deb"
cp "$4" "$root/notice.toml"
mount --make-rprivate /
mount -t proc proc "$root/proc"
ip link set lo up

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# As the unit's user, with the unit's own environment and nothing else.
as_service() {
  local unit=$root/lib/systemd/system/seloste.service environment=()
  while read -r line; do environment+=("$line"); done < <(sed -n 's/^Environment=//p' "$unit")
  inside setpriv --reuid seloste --regid seloste --clear-groups --no-new-privs env "${environment[@]}" "$@"
}
say() { echo "package: $*"; }
fail() { echo "package: FAILED: $*" >&2; exit 1; }
start() {
  local command
  command=$(sed -n 's/^ExecStart=//p' "$root/lib/systemd/system/seloste.service")
  # shellcheck disable=SC2086 # the words of the unit are words
  as_service $command 2>"$root/serve.log" &
  server=$!
  for _ in $(seq 1 300); do
    kill -0 "$server" 2>/dev/null || { cat "$root/serve.log"; fail "the service ended"; }
    if answer=$(get 7781 /ready) && [[ $answer == *" 200 "* ]]; then
      return 0
    fi
    sleep 0.2
  done
  cat "$root/serve.log"
  fail "the service is not ready"
}
get() {
  # In a shell of its own: what cannot be opened would end this one.
  bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"; printf "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" "$2" >&3; head -1 <&3' get "$1" "$2" 2>/dev/null
}
stop() {
  # The program itself stands below the tools that started it.
  local pid
  pid=$(pgrep -n -x seloste)
  kill -TERM "$pid"
  wait "$server" || fail "the service did not stop cleanly"
}

say "installing"
inside dpkg -i /first.deb
[ "$(inside stat -c '%U %a' /var/lib/seloste)" = "seloste 700" ] || fail "the folder is not the service's own"
for file in /etc/default/seloste /usr/share/doc/seloste/copyright /usr/share/doc/seloste/operating.md /usr/share/bash-completion/completions/seloste /usr/share/man/man1/seloste.1.gz /usr/share/man/man1/seloste-serve.1.gz; do
  [ -e "$root$file" ] || fail "$file is missing"
done
say "making a register"
as_service seloste init --notice /notice.toml --admin administrator@example.com --password-stdin <<<"hevonen akku niitti oikein"
say "starting"
start
[[ $(get 7780 /sign-in) == *" 200 "* ]] || fail "the sign-in page is not served"
stop
key=$(sha256sum < "$root/var/lib/seloste/root.key")

say "upgrading"
echo "# kept by the administrator" >> "$root/etc/default/seloste"
before=$(inside dpkg-query -W -f '${Version}' seloste)
inside dpkg -i /second.deb
after=$(inside dpkg-query -W -f '${Version}' seloste)
inside dpkg --compare-versions "$after" gt "$before" || fail "$after is not newer than $before"
grep -q "kept by the administrator" "$root/etc/default/seloste" || fail "the settings were replaced"
start
[[ $(get 7780 /sign-in) == *" 200 "* ]] || fail "the sign-in page is not served after the upgrade"
stop
as_service seloste doctor || fail "the doctor finds something after the upgrade"

say "removing"
inside dpkg -r seloste
[ ! -e "$root/usr/bin/seloste" ] || fail "the program is still there"
[ "$(sha256sum < "$root/var/lib/seloste/root.key")" = "$key" ] || fail "data went with the program"
say "installing again over the data"
inside dpkg -i /second.deb
start
stop
say "purging"
inside dpkg -P seloste
[ ! -e "$root/etc/default/seloste" ] || fail "the settings are still there"
[ "$(sha256sum < "$root/var/lib/seloste/root.key")" = "$key" ] || fail "data went with the settings"
inside getent passwd seloste >/dev/null || fail "the owner of the data is gone"
say "removing the data by hand, as it is told"
rm -r "$root/var/lib/seloste"
inside dpkg -i /second.deb
inside dpkg -P seloste
[ ! -e "$root/var/lib/seloste" ] || fail "an empty folder is left"
if inside getent passwd seloste >/dev/null; then fail "the user is left"; fi
say "good"
