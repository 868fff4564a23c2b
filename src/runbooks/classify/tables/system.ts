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
    any: 'reads',
    destructive:
      '--vacuum-size = removes old logs, --vacuum-time = removes old logs, --vacuum-files = removes old logs',
    changes: '--rotate, --flush, --sync, --relinquish-var, --update-catalog, --setup-keys',
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
    destructive: 'terminate-*, kill-*, poweroff, reboot, remove, * delete, * down',
    object: 'last',
  },
  {names: 'crontab', values: '-u', any: 'changes', reads: '-l', destructive: '-r', terminal: '-e', object: 'none'},
  {
    names:
      'at, batch, atrm, useradd, usermod, adduser, addgroup, groupadd, groupmod, chsh, chage, gpasswd, newgrp, visudo, chpasswd, modprobe, insmod, depmod, update-*, ldconfig, localedef, restorecon, setenforce, setsebool, semanage, auditctl, hwclock, ntpdate, renice, tuned-adm, grub-*, dracut, sosreport, fio, hdparm, cpupower',
    any: 'changes',
    reads: 'list $, active $',
    object: 'last',
  },
  {names: 'passwd', any: 'changes', reads: '-S|--status', terminal: '!--help', object: 'last'},
  {names: 'userdel, deluser, groupdel, delgroup, rmmod', any: 'destructive', object: 'last'},
  {names: 'sysctl', values: '-f -p', any: 'reads', changes: '-w|--write, -p|--load|--system, *=*', object: 'first'},
  {
    names:
      'getenforce, sestatus, ntpq, ntpstat, systemd-cgtop, systemd-cgls, systemd-detect-virt, lshw, hwinfo, inxi, lslogins, vgck',
    any: 'reads',
    object: 'none',
  },
  {
    names: 'chronyc',
    any: 'changes',
    reads: 'tracking, sources, sourcestats, activity, ntpdata, clients',
    object: 'none',
  },
  {names: 'smartctl', values: '-d -l', any: 'reads', changes: '-t|--test|-s|--set|-X|-o|-S', object: 'none'},
  {names: 'sensors', any: 'reads', changes: '-s|--set', object: 'none'},
  {
    names: 'ipmitool',
    values: '-H -U -P -I -L',
    any: 'changes',
    reads:
      'sensor *, sensor, sdr *, sdr, sel list, sel elist, sel info, chassis status, chassis power status, power status, mc info, lan print, fru',
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
    values: '-i --query-gpu --format',
    any: 'reads',
    changes: '-r|--gpu-reset|-pm|-pl|-c|-e|-ac|-lgc|-mig',
    single: true,
    endless: '-l|--loop',
    object: 'none',
  },
  {
    names: 'ethtool',
    any: 'changes',
    reads: '-S|-i|-k|-g|-a|-c|-l|-m|--statistics|--driver',
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
    names: 'screen, tmux, byobu, mosh, minicom, mc, tig',
    any: 'changes',
    reads: 'ls, list-sessions, -ls|-list',
    terminal: '!-ls|-d',
    object: 'none',
  },
  {names: 'dd', any: 'changes', object: 'none'},
  {
    names: 'tcpdump, tshark, ngrep',
    values: '-i -c -s -w -r -G -W -O',
    any: 'reads',
    changes: '-w = writes a file, -z',
    endless: '!-c|-r',
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

/** What comes from a registry of packages. */
export const PACKAGES: readonly Tool[] = [
  {
    names:
      'apt, apt-get, aptitude, apt-cache, apt-mark, apt-key, yum, dnf, microdnf, zypper, apk, brew, snap, flatpak, port, pkg, opkg',
    values: '-t -o -c',
    switches: '-y --yes -q -qq --quiet --no-cache --no-install-recommends --assume-yes',
    reads:
      'list, search, show, policy, madison, depends, rdepends, info, repolist, history, check-update, check, provides, repoquery, version, changelog, showhold, showmanual, services, leaves, outdated',
    changes:
      'install, update, upgrade, reinstall, hold, unhold, mark, add, refresh, localinstall, groupinstall, makecache, clean, start, stop, restart, versionlock, fix, link, tap, full-upgrade, dist-upgrade, downgrade, set, revert, enable, disable, source, download, build-dep, config, swap',
    destructive: 'remove, purge, autoremove, erase, del, uninstall, history undo, history rollback',
    previews: '--dry-run|--simulate|--just-print|-s',
    terminal:
      'install !-y|--yes|--assume-yes|-qq, upgrade !-y|--yes|--assume-yes, remove !-y|--yes|--assume-yes, purge !-y|--yes|--assume-yes, autoremove !-y|--yes',
    object: 'last',
  },
  {
    names: 'dpkg',
    any: 'changes',
    reads: '-l|-L|-s|-S|-p|-V|-C|--list|--listfiles|--status|--search|--get-selections|--audit|--verify',
    changes: '-i|--install|--configure|--unpack',
    destructive: '-r|-P|--remove|--purge',
    object: 'last',
  },
  {
    names: 'rpm',
    any: 'changes',
    reads: '-q|--query|-V|--verify',
    changes: '-i|-U|-F|--install|--upgrade|--import|--rebuilddb',
    destructive: '-e|--erase',
    object: 'last',
  },
  {names: 'pacman', any: 'changes', reads: '-Q|-F', changes: '-S|-U', destructive: '-R', object: 'last'},
  {
    names: 'npm, yarn, pnpm, pip, pip3, gem, cargo, go, composer, poetry, uv, conda, mvn, gradle, rake, dotnet',
    reads: 'list, ls, show, view, info, outdated, search, freeze, version, env, audit $, check, why, tree, help',
    destructive: 'uninstall, remove, unpublish, prune, cache clean, un',
    any: 'changes',
    object: 'last',
  },
  {names: 'bundle', any: 'changes', reads: 'list, show, info, outdated, check, version', object: 'last'},
  {names: 'make', any: 'changes', reads: '-n|--dry-run|--just-print, help $', object: 'first'},
];
