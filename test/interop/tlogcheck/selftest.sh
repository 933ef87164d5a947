#!/bin/bash
# Self-test of tlogcheck: a correct log must pass, every tampered copy must fail with the expected reason.
# usage: selftest.sh [WORKDIR]      needs: go (1.19+), golang-golang-x-mod-dev, node, python3
# TLOGCHECK=FILE tests that binary instead of building one.
set -u
here=$(cd "$(dirname "$0")" && pwd); W=${1:-$(mktemp -d)}; mkdir -p "$W"; cd "$W" || exit 2
if [ -n "${TLOGCHECK:-}" ]; then cp "$TLOGCHECK" tlogcheck; else
( cd "$here" && GO111MODULE=off GOPATH=${XMODPATH:-/usr/share/gocode} go build -o "$W/tlogcheck" tlogcheck.go ); fi || exit 2
O=demo.example/register; pass=0; fail=0
rm -rf a b c e; node "$here/mklog.mjs" a $O 0,1,2,3,255,256,257,600,66000 --proof 0,1,255,256,511,65535,65999 >/dev/null || exit 2
node "$here/mklog.mjs" b $O 600,66000 --mutate 300 --proof 300 >/dev/null          # same key, other history (split view)
node "$here/mklog.mjs" c $O 600 --keyseed $(printf '22%.0s' {1..32}) >/dev/null    # same name, other key
node "$here/mklog.mjs" e $O 0 >/dev/null                                           # empty log
K=$(cat a/vkey)
ok()  { if out=$("$@" 2>&1); then pass=$((pass+1)); else fail=$((fail+1)); echo "SHOULD PASS: $*"; echo "$out"; fi; }
bad() { want=$1; shift; if out=$("$@" 2>&1); then fail=$((fail+1)); echo "SHOULD FAIL: $*"; elif grep -q "$want" <<<"$out"; then pass=$((pass+1)); else fail=$((fail+1)); echo "WRONG REASON (want '$want'): $*"; echo "$out"; fi; }
T=./tlogcheck
fresh() { rm -rf x; cp -r a/log x; }
flip() { python3 - "$1" "$2" <<'P'
import sys; p,o=sys.argv[1],int(sys.argv[2]); b=bytearray(open(p,'rb').read()); b[o]^=1; open(p,'wb').write(b)
P
}
ok $T checkpoint -vkey "$K" a/log; ok $T full -vkey "$K" a/log; ok $T full -vkey "$K" e/log
for i in 0 1 5 7 255 256 65535 65999; do ok $T inclusion -vkey "$K" -index $i -out p.tlog-proof a/log; done
for i in 0 1 255 256 511 65535 65999; do
  ok $T proof -vkey "$K" -entry a/entries/$i a/proof/$i.tlog-proof
  ok $T inclusion -vkey "$K" -index $i -entry a/entries/$i -out p.tlog-proof a/log
  ok cmp p.tlog-proof a/proof/$i.tlog-proof            # two implementations, same bytes
done
for s in 0 1 2 3 255 256 257 600 66000; do ok $T consistency -vkey "$K" -old a/cp/$s a/log; done
# signatures
bad 'no verifiable signatures' $T checkpoint -vkey "$(cat c/vkey)" a/log
fresh; sed -i '2s/66000/66001/' x/checkpoint;            bad 'invalid signature' $T checkpoint -vkey "$K" x
fresh; cp c/cp/600 x/checkpoint;                         bad 'no verifiable signatures' $T checkpoint -vkey "$K" x
bad 'no signature by an accepted key' $T checkpoint -vkey "$K" -origin other.example/log a/log
bad 'verifier' $T checkpoint -vkey "${K/20ce/20cf}" a/log
# tiles and bundles
fresh; flip x/tile/0/100 5000;                           bad 'does not hash to its leaf' $T full -vkey "$K" x
bad 'inconsistent tile\|invalid transparency proof' $T inclusion -vkey "$K" -index 25700 x;  ok $T inclusion -vkey "$K" -index 3 x
fresh; flip x/tile/1/000 40;                             bad 'not what the tiles below' $T full -vkey "$K" x
fresh; flip x/tile/1/001.p/1 3;                          bad 'not what the tiles below' $T full -vkey "$K" x; bad 'inconsistent tile' $T inclusion -vkey "$K" -index 3 x
fresh; flip x/tile/2/000.p/1 3;                          bad 'not what the tiles below' $T full -vkey "$K" x
fresh; flip x/tile/0/257.p/208 31;                       bad 'does not hash to its leaf' $T full -vkey "$K" x
fresh; flip x/tile/entries/042 9;                        bad 'does not hash to its leaf' $T full -vkey "$K" x; bad 'entry' $T inclusion -vkey "$K" -index 10752 x
fresh; truncate -s -1 x/tile/entries/042;                bad 'truncated entry' $T full -vkey "$K" x
fresh; printf '\0\0' >> x/tile/entries/042;              bad 'holds 257 entries' $T full -vkey "$K" x
fresh; rm x/tile/entries/042;                            bad 'not found' $T full -vkey "$K" x
fresh; rm x/tile/0/257.p/208;                            bad 'not found' $T full -vkey "$K" x
fresh; printf x >> x/tile/0/007;                         bad 'larger than' $T full -vkey "$K" x
fresh; cp x/tile/entries/001 y; cp x/tile/entries/002 x/tile/entries/001; cp y x/tile/entries/002; bad 'does not hash' $T full -vkey "$K" x
# entry and leaf changed together: caught one level up
fresh; flip x/tile/entries/001 20; python3 - x/tile/entries/001 x/tile/0/001 <<'P'
import sys,hashlib
b=open(sys.argv[1],'rb').read(); t=b''
while b: n=int.from_bytes(b[:2],'big'); t+=hashlib.sha256(b'\0'+b[2:2+n]).digest(); b=b[2+n:]
open(sys.argv[2],'wb').write(t)
P
bad 'not what the tiles below' $T full -vkey "$K" x; bad 'inconsistent tile\|invalid transparency proof' $T inclusion -vkey "$K" -index 300 x
bad 'inconsistent tile\|not those of the signed tree' $T dump -vkey "$K" -from 256 -to 258 x   # CVE-2026-56865 in old x/mod
# everything changed consistently, only the signed root does not fit
fresh; cp -r b/log/tile x/;                              bad 'root recomputed' $T full -vkey "$K" x
# partial tiles deleted, full ones present: allowed by the specification
fresh; rm -rf x/tile/0/00?.p x/tile/entries/00?.p x/tile/1/000.p;  ok $T full -vkey "$K" x
# split view, rollback, wrong old checkpoint
bad 'SPLIT VIEW' $T compare -vkey "$K" a/cp/600 b/cp/600;  ok $T compare -vkey "$K" a/cp/*
bad 'SPLIT VIEW' $T consistency -vkey "$K" -old b/cp/66000 a/log
bad 'SPLIT VIEW' $T consistency -vkey "$K" -old b/cp/600 a/log
bad 'ROLLBACK' $T consistency -vkey "$K" -old a/cp/66000 -new a/cp/600 a/log
bad 'no verifiable' $T consistency -vkey "$K" -old c/cp/600 a/log
# monitor with state, mirror
rm -f st; rm -rf m; mkdir g; cp -r a/log/. g; cp a/cp/600 g/checkpoint; ok $T full -vkey "$K" -state st -mirror m g; cmp st a/cp/600 || fail=$((fail+1))
ok $T full -vkey "$K" -state st -mirror m a/log; ok $T full -vkey "$K" m; bad 'ROLLBACK' $T full -vkey "$K" -state st g
bad 'SPLIT VIEW' $T full -vkey "$K" -state st b/log; rm -rf g
# receipts
P=a/proof/511.tlog-proof
bad 'invalid transparency proof' $T proof -vkey "$K" -entry a/entries/255 $P
sed 's/^index 511/index 510/' $P >q;  bad 'invalid transparency proof' $T proof -vkey "$K" -entry a/entries/511 q
sed '3d' $P >q;                       bad 'invalid transparency proof' $T proof -vkey "$K" -entry a/entries/511 q
sed '1s/v1/v2/' $P >q;                bad 'malformed tlog-proof' $T proof -vkey "$K" -entry a/entries/511 q
sed 's/^index 511/index 0511/' $P >q; bad 'malformed tlog-proof' $T proof -vkey "$K" -entry a/entries/511 q
sed '1a extra aGVsbG8=' $P >q;        ok  $T proof -vkey "$K" -entry a/entries/511 q
bad 'invalid transparency proof' $T proof -vkey "$K" -entry a/entries/511 b/proof/300.tlog-proof
# over HTTP
port=$((20000 + $$ % 20000)); python3 -m http.server $port --bind 127.0.0.1 --directory a/log >/dev/null 2>&1 & H=$!; sleep 1
ok $T full -vkey "$K" http://127.0.0.1:$port/; ok $T inclusion -vkey "$K" -index 65999 http://127.0.0.1:$port; bad 'not found' $T full -vkey "$K" http://127.0.0.1:$port/nothing
kill $H
# dump
for r in "0 3" "65790 66000" "65900 66000" "65535 65537"; do ok $T dump -vkey "$K" -from ${r% *} -to ${r#* } a/log; done
fresh; flip x/tile/entries/257.p/208 9; bad 'inconsistent tile\|not those of the signed tree' $T dump -vkey "$K" -from 65900 -to 65910 x
ok $T dump -vkey "$K" -from 250 -to 260 a/log; [ "$($T dump -vkey "$K" -from 250 -to 260 a/log | wc -l)" = 10 ] || fail=$((fail+1))
echo "passed $pass, failed $fail"; [ $fail = 0 ]
