import type {Tool} from '../tool.js';

/** Names, routes, sockets and firewalls. */
export const NETWORK: readonly Tool[] = [
  {
    names: 'ping, ping6, fping, arping, hping3',
    values: '-c -i -I -W -w -s -t',
    any: 'reads',
    endless: '!-c|-w|-n|-h',
    object: 'none',
  },
  {
    names:
      'dig, host, nslookup, drill, delv, kdig, whois, getent, traceroute, traceroute6, tracepath, netstat, ss, arp, ifstat, nstat, iwconfig, rpcinfo, showmount, nfsstat, ssh-keyscan, ssh-add, sipcalc, ipcalc, geoiplookup, httpstat, testssl, testssl.sh, sslscan',
    values: '-t -p -c',
    any: 'reads',
    changes: '-d|-D|--delete, -K|--kill',
    object: 'none',
  },
  {names: 'nmap, masscan', any: 'reads', changes: '-oN|-oX|-oG|-oA, --script', single: true, object: 'none'},
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
    endless: '-l, !-z|-w|-h',
    object: 'none',
  },
  {
    names: 'ip, bridge',
    values: '-n -netns -b -batch',
    switches: '-4 -6 -s -d -o -br -c -j -p -a -h',
    reads: '* $, * show, * list, * ls, * get, netns list, netns identify, monitor',
    changes: '* add, * set, * change, * replace, * append, * restore',
    destructive: '* del, * delete, * flush',
    endless: 'monitor',
    object: 'last',
  },
  {
    names: 'ifconfig, route, iptables-save, ip6tables-save, ipset, nft, tc',
    any: 'changes',
    bare: 'reads',
    reads: '$ -n|-a|-s|-e, list, show, * show',
    destructive: 'flush, flush *, delete *, * del, * down, destroy',
    object: 'last',
  },
  {
    names: 'iptables, ip6tables, ebtables, arptables',
    values: '-t -L -A -D -I -F -X -N -P',
    any: 'changes',
    reads: '-L|-S|--list|--list-rules',
    destructive: '-F|--flush, -D|--delete, -X|--delete-chain, -P|--policy, -Z',
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
    destructive: 'del-*, destroy, clear, remove, emer-reset, *-del, cluster/kick, cluster/leave',
    object: 'last',
  },
  {names: 'scp', values: '-P -i -o -F -l -c', any: 'changes', object: 'last'},
  {
    names: 'rsync',
    values: '-e --exclude --include --rsh --bwlimit',
    any: 'changes',
    reads: '--list-only',
    destructive:
      '--delete|--delete-after|--delete-before|--delete-during|--delete-excluded|--remove-source-files|--inplace',
    previews: '-n|--dry-run',
    object: 'last',
  },
  {names: 'ab, wrk, hey, siege, vegeta, k6, iperf, iperf3, locust, jmeter', any: 'changes', object: 'last'},
  {names: 'http, https, xh', any: 'changes', reads: 'GET, HEAD, OPTIONS', destructive: 'DELETE', object: 'last'},
  {
    names: 'grpcurl',
    values: '-d -H -proto -import-path',
    single: true,
    any: 'changes',
    reads: '* list, * describe, * grpc.health.v1.Health/Check',
    object: 'last',
  },
  {names: 'ssh-keygen, ssh-copy-id, ssh-agent', any: 'changes', reads: '-l|-lf, -F', destructive: '-R', object: 'last'},
];

/** Version control and what is built on it. */
export const GIT: readonly Tool[] = [
  {
    names: 'git',
    values: '-C -c --git-dir --work-tree --namespace',
    switches: '-p --no-pager --bare -P',
    reads:
      'status, log, diff, show, blame, annotate, grep, ls-files, ls-remote, ls-tree, rev-parse, rev-list, describe, shortlog, cat-file, branch $, branch -a|-r|-v|--list|--show-current|--contains, tag $, tag -l|--list, remote $, remote show, remote get-url, config --get|--list|-l|--get-all, stash list, stash show, worktree list, reflog show, fsck, count-objects, name-rev, merge-base, check-ignore, whatchanged, bisect log, version, help, submodule status, notes show, verify-commit, diff-tree, for-each-ref, var',
    changes:
      'add, commit, push = changes the remote repository, pull, fetch, clone, checkout, switch, merge, rebase, cherry-pick, revert, tag, remote, config, init, apply, am, mv, stash, worktree, submodule, bisect, notes, gc, restore, branch, lfs, update-ref, sparse-checkout, archive, bundle, format-patch, reset',
    destructive:
      'reset --hard = throws local changes away, clean = removes files that are not in version control, push --force|-f|--force-with-lease|--mirror = overwrites remote history, push --delete|-d = removes a remote branch, branch -D|-d|--delete, checkout --force|-f, rm, stash drop, stash clear, filter-branch, filter-repo, reflog expire, reflog delete, worktree remove, tag -d|--delete, update-ref -d, prune, remote prune',
    previews: '--dry-run',
    floor: '-c|--exec-path|--config-env|--ext-diff|--output|-O|--open-files-in-pager|--upload-pack',
    terminal: 'rebase -i|--interactive, add -p|-i, commit !-m|-F|-C|--message|--file|--no-edit, mergetool, difftool',
    object: 'last',
  },
  {
    names: 'gh, glab, hub',
    values: '-R --repo',
    reads: '* list, * view, * status, * diff, * checks, * download, status, version, auth status, search',
    changes:
      '* create, * edit, * merge, * comment, * review, * close, * reopen, * run, * rerun, * checkout, * clone, * set, * upload, api, auth, * enable, * disable',
    destructive: '* delete, * cancel, * archive',
    terminal: 'auth login',
    object: 'last',
  },
  {
    names: 'svn, hg',
    any: 'changes',
    reads: 'status, log, diff, info, list, cat, blame, annotate, heads, summary',
    destructive: 'delete, revert, remove, strip, purge',
    object: 'last',
  },
];
