import type {Tool} from '../tool.js';

/** Names, routes, sockets and firewalls. */
export const NETWORK: readonly Tool[] = [
  {
    names: 'ping, ping6, fping, arping',
    values: '-c -i -I -W -w -s -t -Q -p',
    any: 'reads',
    floor: '-f|--flood, -A|-U',
    endless: '!-c|-w|-n|-h|-V',
    object: 'none',
  },
  {names: 'hping3, masscan', any: 'changes', object: 'last'},
  {
    names:
      'dig, host, drill, delv, kdig, whois, traceroute, traceroute6, tracepath, showmount, ssh-keyscan, sipcalc, ipcalc, geoiplookup, httpstat',
    any: 'reads',
    object: 'none',
  },
  {names: 'nslookup', any: 'reads', terminal: '$, -', object: 'none'},
  {
    names: 'netstat, ifstat, nstat, nfsstat, rpcinfo, iwconfig',
    any: 'reads',
    changes: '* * = sets something',
    floor: '-d|-D|-K|-z|--zero, -r|--reset',
    endless: '-c|--continuous',
    object: 'none',
  },
  {
    names: 'ss',
    values: '-f -A -F -N -D --family --query --socket --filter --net --diag',
    flags:
      '-h -V -n -r -a -l -B -o -e -m -p -T -i -s -E -Z -z -b -t -u -d -w -x -S -O -M -H -Q --numeric --resolve --all --listening --bound-inactive --options --extended --memory --processes --threads --info --tos --cgroup --summary --events --context --contexts --bpf --ipv4 --ipv6 --packet --tcp --mptcp --sctp --dccp --udp --raw --unix --tipc --vsock --xdp --no-header --no-queues --oneline --inet-sockopt --version',
    any: 'reads',
    changes: '-K|--kill = closes connections, -D|--diag = writes a file',
    endless: '-E|--events',
    object: 'none',
  },
  {
    names: 'arp',
    flags: '-a -n -v -e -i -A -H',
    any: 'reads',
    changes: '-d|-s|-f|--delete|--set|--file',
    object: 'none',
  },
  {names: 'ssh-add', any: 'changes', reads: '-l|-L', object: 'none'},
  {
    names: 'testssl, testssl.sh, sslscan',
    any: 'reads',
    floor:
      '--logfile|--log|-oL, --jsonfile|--json|-oj|-oJ, --csvfile|--csv|-oC, --htmlfile|--html|-oH, --xml, -oA|--outFile, --openssl',
    object: 'none',
  },
  {
    names: 'nmap',
    any: 'reads',
    changes: '-oN|-oX|-oG|-oA|-oS = writes a file, --script|-A|-sC = runs scripts, --resume',
    single: true,
    object: 'none',
  },
  {
    names: 'mtr',
    values: '-c -i',
    any: 'reads',
    terminal: '!-r|--report|-c|-w',
    endless: '!-r|--report|-c|-w',
    object: 'none',
  },
  {names: 'telnet, ftp, sftp, openssl-s_client', any: 'changes', terminal: '!--help', object: 'first'},
  {
    names: 'nc, ncat, netcat, socat',
    values: '-w -p -s -i -X -x',
    any: 'changes',
    reads: '-z',
    floor: '-e|--exec|-c|--sh-exec|--lua-exec|-l|-o|--output',
    endless: '-l, !-z|-w|-h',
    object: 'none',
  },
  {
    names: 'ip, bridge',
    single: true,
    values: '-n -netns -b -batch -f -family -rc -rcvbuf -l -loops',
    switches:
      '-4 -6 -B -M -0 -s -stats -statistics -d -details -o -oneline -br -brief -c -color -j -json -p -pretty -r -resolve -t -timestamp -ts -tshort -h -human -human-readable -iec -N -Numeric -a -all -echo',
    flags: '-V -Version',
    reads:
      '* $, * show, * list, * ls, * lst, * sh, * get, a s, addr s, address s, r s, ro s, route s, n s, neigh s, rule s, r g, ro g, route g, netns list, netns identify, netns pids, xfrm state $, xfrm policy $, xfrm state list, xfrm policy list, monitor',
    changes: '* add, * set, * change, * replace, * append, * restore, -b|-batch = runs what a file says',
    destructive:
      '* d, * de, * del, * dele, * delet, * delete, * f, * fl, * flu, * flus, * flush, * * flush, * * delete',
    endless: 'monitor',
    object: 'last',
  },
  {
    names: 'ifconfig',
    flags: '-a -s -v',
    any: 'changes',
    bare: 'reads',
    reads: '* $',
    destructive: '* down',
    object: 'first',
  },
  {
    names: 'route, iptables-save, ip6tables-save, ipset, nft, tc',
    values: '-t',
    switches: '-n -s -d',
    flags: '-e -v -nn -a -j -S -N -c -p -4 -6',
    any: 'changes',
    bare: 'reads',
    reads: 'list, show, * show',
    destructive: 'flush, flush *, delete *, * del, * down, destroy',
    object: 'last',
  },
  {
    names: 'iptables, ip6tables, ebtables, arptables',
    values: '-t --table -p -s -d -i -j',
    flags: '-n -v -x -4 -6 -w -W --line-numbers --numeric --verbose --exact --wait --table',
    any: 'changes',
    reads: '-L|-S|--list|--list-rules',
    destructive: '-F|--flush, -D|--delete, -X|--delete-chain, -P|--policy, -Z|--zero = resets the counters',
    object: 'none',
  },
  {
    names: 'ufw, firewall-cmd, csf',
    any: 'changes',
    reads: 'status, --list-all|--state|--get-active-zones|--list-ports|--list-services|--get-zones, show',
    destructive: 'disable, reset, delete',
    object: 'last',
  },
  {
    names: 'ifup, ifdown, dhclient, wg, wg-quick, openvpn, brctl, ovs-ofctl',
    any: 'changes',
    reads: 'show, show *, dump-*',
    object: 'last',
  },
  {
    names: 'ovs-vsctl, ovs-appctl, ovn-nbctl, ovn-sbctl',
    values: '-t --db',
    any: 'changes',
    reads: 'show, list, list-*, get, find, lr-list, ls-list, cluster/status, * cluster/status, fdb/show',
    floor: '--',
    destructive:
      '* del-*, * * del-*, * * * del-*, * destroy, * * destroy, del-*, destroy, clear, remove, emer-reset, *-del, cluster/kick, cluster/leave',
    object: 'last',
  },
  {names: 'scp', values: '-P -i -o -F -l -c', any: 'changes', object: 'last'},
  {
    names: 'rsync',
    values:
      '-e --rsh --rsync-path --exclude --include --exclude-from --include-from --files-from --filter -f --bwlimit --timeout --contimeout --port --out-format --max-size --min-size --compare-dest --link-dest --copy-dest --password-file --chmod --chown --info --debug --skip-compress --iconv -B --block-size --temp-dir -T --partial-dir --backup-dir --suffix --log-file --write-batch --only-write-batch --read-batch -M --remote-option',
    flags:
      '-a -v -r -n -z -h -i -u -l -L -p -o -g -t -D -x -c -P -A -X -H -S -W -O -J -K -k -R -q -d -I -m -b -y -C -F -0 -4 -6 -N -U -E -s --archive --verbose --recursive --dry-run --compress --human-readable --itemize-changes --update --links --copy-links --perms --owner --group --times --devices --specials --one-file-system --checksum --progress --partial --acls --xattrs --hard-links --sparse --whole-file --omit-dir-times --keep-dirlinks --copy-dirlinks --relative --no-relative --quiet --dirs --ignore-times --prune-empty-dirs --backup --fuzzy --cvs-exclude --from0 --ipv4 --ipv6 --stats --size-only --existing --ignore-existing --delete --delete-after --delete-before --delete-during --delete-delay --delete-excluded --force --list-only --numeric-ids --safe-links --copy-unsafe-links --no-perms --no-owner --no-group --no-times --protect-args --secluded-args --mkpath --modify-window --no-motd --super --fake-super --append --append-verify --inplace --remove-source-files --max-delete --version',
    floor: '--log-file|--write-batch|--only-write-batch|--read-batch|--daemon|--config, -M|--remote-option',
    any: 'changes',
    reads: '--list-only',
    destructive:
      '--delete|--delete-after|--delete-before|--delete-during|--delete-excluded|--remove-source-files|--inplace',
    previews: '-n|--dry-run',
    object: 'last',
  },
  {names: 'ab, wrk, hey, siege, vegeta, k6, iperf, iperf3, locust, jmeter', any: 'changes', object: 'last'},
  {
    names: 'http, https, xh',
    values: '-a -A -p -s --auth --auth-type --print --pretty --style --timeout --verify --cert --cert-key',
    flags:
      '-v -h -b -m -F -I -j -S -q -i --verbose --headers --body --meta --follow --check-status --ignore-stdin --json --stream --quiet --all --offline --max-redirects --default-scheme',
    any: 'changes',
    reads: 'GET, HEAD, OPTIONS',
    destructive: 'DELETE',
    object: 'last',
  },
  {
    names: 'grpcurl',
    values: '-d -H -proto -import-path',
    single: true,
    any: 'changes',
    floor: '-protoset-out|-proto-out-dir',
    reads: '* list, * describe, * grpc.health.v1.Health/Check',
    object: 'last',
  },
  {
    names: 'ssh-keygen, ssh-copy-id, ssh-agent',
    any: 'changes',
    reads: '-l|-lf, -F, -y',
    destructive: '-R',
    object: 'last',
  },
];

/** Version control and what is built on it. */
export const GIT: readonly Tool[] = [
  {
    names: 'git',
    values: '-C -c --git-dir --work-tree --namespace',
    switches: '-p --no-pager --bare -P',
    reads:
      'status, log, diff, show, blame, annotate, grep, ls-files, ls-remote, ls-tree, rev-parse, rev-list, describe, shortlog, cat-file, branch $, branch -a|-r|-v|--list|--show-current|--contains|--merged|--no-merged, tag $, tag -l|--list, remote $, reflog $, show-ref, cherry, diff-index, diff-files, clean -n|--dry-run, remote show, remote get-url, config --get|--list|-l|--get-all, stash list, stash show, worktree list, reflog show, fsck, count-objects, name-rev, merge-base, check-ignore, whatchanged, bisect log, version, help, submodule status, notes show, verify-commit, diff-tree, for-each-ref, var',
    changes:
      'branch -u|--set-upstream-to|--unset-upstream|--edit-description|-m|-M|-c|-C|--move|--copy|-f|--force|-t|--track|--create-reflog, config -e|--edit|--add|--unset|--unset-all|--replace-all, add, commit, push = changes the remote repository, pull, fetch, clone, checkout, switch, merge, rebase, cherry-pick, revert, tag, remote, config, init, apply, am, mv, stash, worktree, submodule, bisect, notes, gc, restore, branch, lfs, update-ref, sparse-checkout, archive, bundle, format-patch, reset',
    destructive:
      'reset --hard|--merge|--keep = throws local changes away, restore !--staged|-S = throws local changes away, restore --worktree|-W = throws local changes away, checkout -- = throws local changes away, checkout . = throws local changes away, checkout * . = throws local changes away, checkout * * !-b|-B|--branch|-t|--track|--orphan|--detach = throws local changes away, switch -f|--force|--discard-changes, push * :* = removes a remote branch, push * * :* = removes a remote branch, push * +* = overwrites remote history, push * * +* = overwrites remote history, push --prune, remote remove, remote rm, gc --prune, submodule deinit, lfs prune, clean = removes files that are not in version control, push --force|-f|--force-with-lease|--mirror = overwrites remote history, push --delete|-d = removes a remote branch, branch -D|-d|--delete, checkout --force|-f, rm, stash drop, stash clear, filter-branch, filter-repo, reflog expire, reflog delete, worktree remove, tag -d|--delete, update-ref -d, prune, remote prune',
    previews: '--dry-run',
    floor:
      '-c|--exec-path|--config-env|--ext-diff|--textconv|--output|-O|--open-files-in-pager|--upload-pack|--exec, fsck --lost-found',
    terminal: 'rebase -i|--interactive, add -p|-i, commit !-m|-F|-C|--message|--file|--no-edit, mergetool, difftool',
    object: 'last',
  },
  {
    names: 'gh, glab, hub',
    values: '-R --repo -X --method -H --header -f -F -q --jq --input --hostname -t --template -L --limit --json',
    reads: '* list, * view, * status, * diff, * checks, status, version, auth status, search',
    changes:
      '* download = writes files, * create, * edit, * merge, * comment, * review, * close, * reopen, * run, * rerun, * checkout, * clone, * set, * upload, api, auth, * enable, * disable',
    destructive: '* delete, * cancel, * archive, api -X=DELETE|-X=delete|--method=DELETE|--method=delete',
    terminal: 'auth login',
    endless: 'run watch, * --watch',
    object: 'last',
  },
  {
    names: 'svn, hg',
    any: 'changes',
    floor: '--config|--config-option|--config-dir|--diff-cmd|--editor-cmd|-o|--output',
    reads: 'status, log, diff, info, list, cat, blame, annotate, heads, summary',
    destructive: 'delete, revert, remove, strip, purge',
    object: 'last',
  },
];
