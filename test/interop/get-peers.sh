#!/usr/bin/env bash
# Puts the peers' software that test/**/*.interop.ts compares Viche with into .peers/, without touching the system:
#   .peers/belenios-tool  Debian trixie's belenios-tool 3.0, unpacked together with the libraries it needs
#   .peers/tlogcheck      built from test/interop/tlogcheck with Debian's golang-go and golang-golang-x-mod-dev
# Does nothing when both are there. Packages come from the machine's own package source, read for suite trixie.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p .peers
exec 9>.peers/lock
flock 9 # two test runs may start together

peers=$PWD/.peers
step='cannot start'
exec 3>&2 >.peers/log 2>&1
trap 'code=$?; [ $code = 0 ] || echo "peers: $step (details: .peers/log)" >&3' EXIT

get_belenios_tool() {
	local dir=$peers/belenios mirror
	rm -rf "$dir"
	mkdir -p "$dir/lists/partial" "$dir/debs" "$dir/root"
	mirror=$(apt-get indextargets --format '$(REPO_URI) $(SUITE)' |
		awk '$1 !~ /security/ && $2 !~ /security|updates/ { print $1; exit }')
	[ -n "$mirror" ] || { echo "no package source for Debian is set up"; return 1; }
	printf 'deb %s trixie main\n' "$mirror" >"$dir/sources.list"
	local apt=(apt-get -q -o "Dir::Etc::sourcelist=$dir/sources.list" -o Dir::Etc::sourceparts=-
		-o "Dir::State::lists=$dir/lists" -o Acquire::Retries=3 -o APT::Sandbox::User="$(id -un)")
	"${apt[@]}" update
	(cd "$dir/debs" && "${apt[@]}" download belenios-tool libc6 libgmp10 zlib1g libsodium23 libev4t64 libssl3t64 libzstd1)
	for deb in "$dir"/debs/*.deb; do dpkg-deb -x "$deb" "$dir/root"; done
	rm -rf "$dir/lists" "$dir/debs"
	cat >"$peers/belenios-tool" <<'WRAPPER'
#!/bin/sh
# The tool's own C library is newer than that of the system, so it is started through its own loader.
root=$(dirname "$0")/belenios/root/usr
export BELENIOS_USE_URANDOM=1
for loader in "$root"/lib64/ld-linux-*.so.2 "$root"/lib/ld-linux-*.so.1; do
	[ -x "$loader" ] && exec "$loader" --library-path "$(echo "$root"/lib/*-linux-gnu)" "$root/bin/belenios-tool" "$@"
done
echo "no loader for this machine" >&2
exit 127
WRAPPER
	chmod +x "$peers/belenios-tool"
	"$peers/belenios-tool" --version
}

get_tlogcheck() {
	GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$peers/tlogcheck" test/interop/tlogcheck/tlogcheck.go
}

step='belenios-tool cannot be had from Debian trixie'
"$peers/belenios-tool" --version || get_belenios_tool
step='tlogcheck cannot be built: it needs golang-go and golang-golang-x-mod-dev'
[ "$peers/tlogcheck" -nt test/interop/tlogcheck/tlogcheck.go ] || get_tlogcheck
