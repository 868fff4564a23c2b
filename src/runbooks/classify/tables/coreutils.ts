import type {Tool} from '../tool.js';

/** Text, files and what the machine says about itself. */
export const COREUTILS: readonly Tool[] = [
  {
    names:
      'cat, tac, nl, head, grep, egrep, fgrep, zgrep, zegrep, zcat, bzcat, xzcat, lz4cat, zstdcat, ag, ack, gron, wc, cut, tr, comm, join, paste, column, fold, fmt, expand, rev, seq, shuf, od, hexdump, strings, base32, md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum, b2sum, cksum, sum, diff, cmp, file, stat, ls, ll, dir, readlink, realpath, basename, dirname, bc, factor, numfmt, cal, uptime, whoami, id, groups, who, w, last, lastb, lastlog, users, tty, arch, nproc, uname, getent, printenv, locale, apropos, whatis, envsubst, json_pp, tsort, look, du, df, free, mpstat, sar, numastat, lscpu, lsblk, lsmem, lsmod, lspci, lsusb, lsns, lsof, findmnt, ps, pgrep, pstree, pmap, pidof, pwdx, slabtop, pstack, jstack, jps, jstat, getfacl, lsattr, namei, zipinfo, modinfo, getcap, ausearch, aureport, faillog, ipcs, biosdecode, numfmt, pathchk, getconf, dmidecode, errno',
    any: 'reads',
    object: 'none',
  },
  {
    names: 'less, more, most, zless, lnav, man, info',
    any: 'reads',
    floor: '-P|--pager|--html|-o|-O, +*',
    terminal: '!--help',
    endless: '+F',
    object: 'none',
  },
  {names: 'top', values: '-n -d -p -u -U', any: 'reads', terminal: '!-b', endless: '!-n', object: 'none'},
  {
    names: 'htop, atop, btop, iotop, nmon, glances, bmon, iftop, nethogs, slurm, ctop, powertop',
    any: 'reads',
    terminal: '!-b',
    endless: '!-n',
    object: 'none',
  },
  {names: 'tail', values: '-n -c --pid -s --lines', any: 'reads', endless: '-f|-F|--follow', object: 'none'},
  {
    names: 'sort',
    floor: '--compress-program',
    values: '-o -k -t -S -T --output --key --field-separator',
    any: 'reads',
    changes: '-o|--output = writes a file',
    object: 'none',
  },
  {names: 'uniq', values: '-f -s -w', any: 'reads', changes: '* * = writes a file', object: 'none'},
  {names: 'tree', values: '-L -P -I -o', any: 'reads', changes: '-o = writes a file', object: 'none'},
  {
    names: 'jq, yq',
    values: '-f --arg --argjson --slurpfile --indent',
    any: 'reads',
    changes: '-i|--inplace|--in-place = writes the file in place',
    object: 'none',
  },
  {names: 'base64', values: '-w -o -i', any: 'reads', changes: '-o|--output = writes a file', object: 'none'},
  {names: 'xxd', values: '-l -s -c -g', any: 'reads', changes: '* * = writes a file, -r', object: 'none'},
  {
    names: 'date',
    values: '-d -f -r --date',
    any: 'reads',
    changes: '-s|--set = sets the clock, 0* = sets the clock, 1* = sets the clock',
    object: 'none',
  },
  {names: 'hostname', any: 'reads', changes: '* = sets the host name, -F|-b', object: 'none'},
  {
    names: 'dmesg',
    values: '-l -f -n',
    any: 'reads',
    changes: '-C|-c|--clear|--read-clear = empties the kernel log, -n|-D|-E',
    endless: '-w|--follow|-W',
    object: 'none',
  },
  {names: 'vmstat, iostat, pidstat, dstat', values: '-p -C -G', any: 'reads', object: 'none', endless: '* $'},
  {
    names: 'fuser',
    values: '-n -s',
    any: 'reads',
    destructive: '-k|--kill = kills the processes that use it',
    object: 'last',
  },
  {
    names: 'openssl',
    single: true,
    values: '-in -connect -servername -CAfile -cert -key',
    reads:
      's_client, x509, verify, version, ciphers, asn1parse, crl, req -noout, rsa -noout, pkey -noout, dgst, ocsp, rand',
    changes: 'genrsa, req, x509 -out = writes a file, enc, pkcs12, ca, genpkey, rsa -out, pkey -out',
    object: 'none',
  },
  {
    names: 'keytool',
    single: true,
    reads: '-list, -printcert',
    changes: '-importcert, -import, -genkeypair',
    destructive: '-delete',
    object: 'none',
  },
  {
    names: 'jmap, jcmd, jinfo',
    any: 'changes',
    reads: '-histo, -heap, -l, * VM.version, * Thread.print, * GC.heap_info, * help',
    single: true,
    object: 'none',
  },
  {names: 'perf', reads: 'top, report, list', changes: 'record, stat', terminal: 'top', endless: 'top', object: 'none'},
  {names: 'rg', any: 'reads', floor: '--pre|--hostname-bin', object: 'none'},
];

/** Files that are made, moved, emptied or removed. */
export const FILES: readonly Tool[] = [
  {names: 'rm', any: 'destructive', why: 'removes files', reads: '--help|--version', object: 'first'},
  {names: 'unlink, shred, wipefs, mkswap, blkdiscard, srm, wipe', any: 'destructive', values: '-n -s', object: 'last'},
  {names: 'truncate', values: '-s --size -r', any: 'destructive', object: 'last'},
  {
    names: 'mkfs, mkfs.*, mke2fs',
    values: '-t -L -m -b -N',
    any: 'destructive',
    why: 'makes a file system, and wipes what was there',
    object: 'last',
  },
  {
    names: 'fdisk, sfdisk, gdisk, sgdisk, parted, cfdisk',
    any: 'destructive',
    why: 'changes partitions',
    reads: '-l|--list, * print $',
    terminal: '!-l|--list|-s',
    object: 'last',
  },
  {
    names:
      'rmdir, mkdir, touch, cp, mv, ln, install, chmod, chown, chgrp, chattr, setfacl, mknod, mkfifo, mktemp, split, csplit, tee, sponge, rename, gzip, gunzip, bzip2, bunzip2, xz, unxz, zstd, lz4, zip, unzip, 7z, cpio, patch, dos2unix, unix2dos, setcap, fallocate, sync, pigz, ar, logrotate',
    any: 'changes',
    object: 'last',
  },
  {names: 'fsck, fsck.*, e2fsck, xfs_repair', any: 'changes', reads: '-n', object: 'last'},
  {
    names: 'resize2fs, xfs_growfs, tune2fs, dmsetup, cryptsetup',
    any: 'changes',
    reads: 'status, ls, table, info, luksDump, deps, -l $',
    destructive: 'remove, remove_all, luksFormat, luksErase, erase, wipe_table',
    object: 'last',
  },
  {
    names: 'btrfs, zfs, zpool',
    any: 'changes',
    reads:
      'list, status, get, iostat, history, device stats, filesystem show, filesystem df, filesystem usage, subvolume list, scrub status',
    destructive: 'destroy, labelclear, remove, rollback, subvolume delete, device remove, device delete',
    object: 'last',
  },
  {
    names: 'mdadm',
    any: 'changes',
    reads: '--detail|-D|--examine|-E',
    destructive: '--zero-superblock|--stop|-S|--remove|-r|--fail|-f',
    object: 'last',
  },
  {names: 'losetup', any: 'changes', reads: '-l|-a|--list|--all, $', destructive: '-d|-D|--detach', object: 'last'},
  {names: 'mount', values: '-t -o', any: 'changes', reads: '$', object: 'last'},
  {names: 'umount, swapoff, eject', any: 'changes', object: 'last'},
  {names: 'swapon', any: 'changes', reads: '-s|--show|--summary', object: 'last'},
  {names: 'pvs, vgs, lvs, pvdisplay, vgdisplay, lvdisplay, pvscan, vgscan, lvscan', any: 'reads', object: 'none'},
  {
    names: 'pvcreate, vgcreate, lvcreate, lvextend, vgextend, pvresize, lvresize, lvchange, vgchange, lvrename',
    any: 'changes',
    object: 'last',
  },
  {names: 'pvremove, vgremove, lvremove, lvreduce, vgreduce, pvmove', any: 'destructive', object: 'last'},
];
