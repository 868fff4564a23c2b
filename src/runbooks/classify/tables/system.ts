import type {Tool} from '../tool.js';

/** Services, logs, users, kernel and time of one machine. */
export const SYSTEM: readonly Tool[] = [
  {
    names: 'systemctl',
    values: '-t --type --state -p --property -o --output -n --lines -H --host -M --machine -s --signal --root',
    switches: '--user --system --no-pager -q --quiet --now -l --full --no-block -a --all --failed',
    bare: 'reads',
    reads:
      'status, show, cat, list-units, list-unit-files, list-timers, list-sockets, list-jobs, list-dependencies, list-machines, is-active, is-enabled, is-failed, is-system-running, get-default, help, show-environment',
    changes:
      'start, restart = interrupts the service, reload, try-restart, reload-or-restart, stop = stops the service, enable, disable, daemon-reload, daemon-reexec, reset-failed, set-property, set-default, edit, link, preset, revert, unmask, import-environment, set-environment, condrestart, try-reload-or-restart',
    destructive:
      'kill, mask, isolate, poweroff = takes the machine down, reboot = takes the machine down, halt = takes the machine down, emergency, rescue, kexec, suspend, hibernate, exit, soft-reboot, clean = removes data of the unit',
    terminal: 'edit',
    object: 'first',
  },
  {
    names: 'journalctl',
    values:
      '-u --unit -n --lines -p --priority -S --since -U --until -o --output -t --identifier -g --grep -D -M --vacuum-size --vacuum-time --vacuum-files',
    flags:
      '-a -b -k -e -f -r -x -l -m -q -i -I -N -F -c -T -h --all --boot --dmesg --pager-end --follow --reverse --catalog --no-full --full --merge --quiet --no-pager --utc --no-hostname --show-cursor --list-boots --list-invocations --invocation --disk-usage --header --output-fields --file --directory --root --image --namespace --list-namespaces --fields --field --list-catalog --dump-catalog --verify --verify-key --no-tail --cursor --after-cursor --system --user --user-unit --facility --exclude-identifier --truncate-newline --case-sensitive --version',
    any: 'reads',
    destructive:
      '--vacuum-size = removes old logs, --vacuum-time = removes old logs, --vacuum-files = removes old logs',
    changes:
      '--rotate, --flush, --sync, --relinquish-var, --smart-relinquish-var, --update-catalog, --setup-keys, --cursor-file = writes a file',
    endless: '-f|--follow',
    object: 'none',
  },
  {
    names:
      'service, rc-service, initctl, start, stop, restart, supervisorctl, sv, svc, monit, pm2, launchctl, rcctl, gitlab-ctl, chef-server-ctl',
    values: '-c -s -u -p',
    bare: 'changes',
    reads:
      '* status, status, status *, list, ls, list *, --status-all, show, logs, avail, tail, print, summary, describe, get-redis-master',
    changes:
      '* start, * restart, * reload, * stop, start, restart, reload, stop, update, reread, start *, restart *, hup, once, reconfigure, monitor, unmonitor, load, kickstart, pg-upgrade',
    destructive: 'shutdown, delete, kill, remove, unload, cleanse, * kill, * force-stop',
    endless: 'tail, logs, monit',
    terminal: 'monit',
    object: 'first',
  },
  {
    names: 'shutdown, reboot, poweroff, halt, init, telinit, kexec',
    any: 'destructive',
    reads: '--help|--show',
    object: 'none',
  },
  {
    names:
      'loginctl, machinectl, hostnamectl, timedatectl, localectl, resolvectl, systemd-resolve, networkctl, coredumpctl, busctl, nmcli, systemd-analyze',
    any: 'changes',
    bare: 'reads',
    reads:
      'list, list-*, status, show, show-*, query, statistics, info, dump, get, * show, * status, blame, critical-chain, time, verify, tree, user-status, session-status, timesync-status, --status|--statistics',
    changes:
      '--flush-caches|--reset-statistics|--reset-server-features|--set-dns|--set-domain|--set-llmnr|--set-mdns|--set-dnssec|--set-dnsovertls|--set-nta|--revert',
    floor: '-o|--output',
    terminal: 'gdb, debug',
    destructive: 'terminate-*, kill-*, poweroff, reboot, remove, * delete, * down',
    object: 'last',
  },
  {
    names: 'crontab',
    values: '-u',
    any: 'destructive',
    why: 'replaces the whole table',
    reads: '-l',
    changes: '-e',
    destructive: '-r = removes the whole table',
    terminal: '-e',
    object: 'none',
  },
  {
    names:
      'atrm, useradd, usermod, adduser, addgroup, groupadd, groupmod, chsh, gpasswd, newgrp, visudo, chpasswd, modprobe, insmod, depmod, update-*, ldconfig, localedef, restorecon, setenforce, setsebool, hwclock, ntpdate, renice, tuned-adm, grub-*, dracut, sosreport, fio, cpupower',
    any: 'changes',
    reads: 'list $, active $',
    object: 'last',
  },
  {
    names: 'chage, auditctl, semanage',
    any: 'changes',
    reads: '-l|--list',
    flags: '-l --list -C -s -n -i --iso8601',
    destructive: '-D',
    object: 'last',
  },
  {
    names: 'hdparm',
    any: 'changes',
    reads: '-I|-i|-t|-T|-g|-C',
    flags: '-v --direct --verbose',
    destructive:
      '--security-erase|--security-erase-enhanced|--security-set-pass|--trim-sector-ranges|--trim-sector-ranges-stdin|--write-sector|--repair-sector|--make-bad-sector|--fwdownload|--sanitize-block-erase|--sanitize-crypto-scramble|--sanitize-overwrite|--dco-restore|--yes-i-know-what-i-am-doing|--please-destroy-my-drive = wipes the drive',
    object: 'last',
  },
  {names: 'passwd', any: 'changes', reads: '-S|--status', terminal: '!--help', object: 'last'},
  {names: 'userdel, deluser, groupdel, delgroup, rmmod', any: 'destructive', object: 'last'},
  {
    names: 'sysctl',
    values: '-f -p -r --pattern',
    flags: '-a -A -n -N -e -q -b -X -x --all --values --names --ignore --quiet --binary --deprecated',
    any: 'reads',
    changes: '-w|--write, -f|-p|--load|--system, *=*, * *=*, * * *=*',
    object: 'first',
  },
  {
    names: 'getenforce, sestatus, ntpstat, systemd-cgls, systemd-detect-virt, lshw, hwinfo, inxi, lslogins, vgck',
    any: 'reads',
    floor: '--updatemetadata, --save-config, --upload',
    object: 'none',
  },
  {names: 'systemd-cgtop', any: 'reads', terminal: '!-b|--batch|--help', endless: '!-n|--iterations', object: 'none'},
  {
    names: 'chronyc',
    switches: '-4 -6 -n -N -c -e -a',
    flags: '-v',
    any: 'changes',
    reads: 'tracking, sources, sourcestats, activity, ntpdata, clients',
    object: 'none',
  },
  {
    names: 'smartctl',
    values: '-d -l -n -q -r -T -b -v -f -P -g -t -s -o -S --device --log --nocheck --get --format --quietmode',
    flags:
      '-a -x -i -H -c -A -j -B --all --xall --info --health --capabilities --attributes --scan --scan-open --json --identify --brief',
    any: 'reads',
    changes: '-t|--test|-s|--set|--smart|-X|--abort|-o|--offlineauto|-S|--saveauto|-C|--captive',
    object: 'none',
  },
  {names: 'sensors', any: 'reads', changes: '-s|--set', object: 'none'},
  {
    names: 'ipmitool',
    values: '-H -U -P -I -L',
    any: 'changes',
    reads:
      'sensor $, sensor list, sensor get, sdr $, sdr list, sdr elist, sdr get, sdr type, sdr info, sdr entity, sel list, sel elist, sel info, chassis status, chassis power status, power status, mc info, lan print, fru $, fru print',
    destructive: 'chassis power *, power off, power cycle, power reset, sel clear, mc reset',
    object: 'last',
  },
  {
    names: 'nvme',
    reads: 'list, list-subsys, smart-log, id-ctrl, id-ns, error-log, version',
    destructive: 'format, sanitize, write, write-zeroes, delete-ns, reset',
    object: 'last',
  },
  {
    names: 'nvidia-smi',
    values: '-i -f -d --query-gpu --query-compute-apps --format -l --loop --loop-ms -lms',
    flags: '-q -L -x -B -m -s -o -a -h --id --display --query --list-gpus --xml-format --query-accounted-apps',
    any: 'reads',
    changes: '-r|--gpu-reset|-pm|-pl|-c|-e|-ac|-lgc|-mig, -f|--filename = writes a file',
    single: true,
    endless: '-l|--loop|-lms|--loop-ms, dmon, pmon',
    object: 'none',
  },
  {
    names: 'ethtool',
    flags: '-n -x -u -T -P -d -e --json --show-features --show-coalesce --show-ring --show-channels --module-info',
    any: 'changes',
    reads: '* $, -S|-i|-k|-g|-a|-c|-l|-m|--statistics|--driver',
    changes: '-s|-K|-G|-A|-C|-L|-E|-r|-p|-t|-f|-U|-X',
    object: 'last',
  },
  {
    names: 'vi, vim, nvim, nano, emacs, pico, ed, ex, joe, micro, vimdiff, code, sudoedit',
    any: 'changes',
    terminal: '!--version',
    object: 'last',
  },
  {
    names: 'tmux, byobu, minicom, mc, tig',
    values: '-L -S -f -t -s',
    any: 'changes',
    reads: 'ls, list-sessions, list-windows, list-panes, list-clients',
    destructive: 'kill-server, kill-session, kill-window, kill-pane',
    terminal: '$, attach, attach-session, a, new !-d, new-session !-d',
    object: 'none',
  },
  {
    names: 'screen',
    values: '-S -c -h -T -p -e -t',
    flags: '-l -i -t',
    any: 'changes',
    reads: '-l -s',
    destructive: 'kill, quit',
    terminal: '!-l|-d|-X|-w|-m',
    object: 'none',
  },
  {names: 'dd', any: 'changes', object: 'none'},
  {
    names: 'tcpdump',
    values: '-i -c -s -w -r -G -W -C -F -T -B -y -E -j -z -Z -V',
    flags:
      '-n -v -e -X -x -A -q -S -t -l -U -D -L -p -K -O -H -I -f -J -N -u -b -d -# --interface --list-interfaces --count --number --no-promiscuous-mode --snapshot-length --direction --immediate-mode --print --version',
    any: 'reads',
    changes: '-w = writes a file, -z = runs a program',
    endless: '!-c|-r|-D|-L|--list-interfaces|--version',
    object: 'none',
  },
  {
    names: 'tshark, ngrep',
    values: '-i -c -f -Y -R -T -e -E -a -d -o -r -w -z -s -O -C -b -I',
    any: 'reads',
    changes: '-w|-b|-O|-C = writes a file, -X|--export-objects|--export-tls-session-keys',
    endless: '!-c|-r|-D|-n',
    object: 'none',
  },
  {
    names: 'gdb, bpftrace, gcore, execsnoop, opensnoop, biolatency, rbspy, py-spy, dlv',
    values: '-p',
    any: 'changes',
    reads: 'dump',
    endless: '!-batch|--batch|-d',
    object: 'none',
  },
];
