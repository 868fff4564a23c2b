import type {Tool} from '../tool.js';

/** Files and devices that are made, moved, emptied or removed. */
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
    names: 'fdisk, gdisk, sgdisk, parted, cfdisk',
    any: 'destructive',
    why: 'changes partitions',
    reads: '-l|--list, * print $',
    terminal: '$ !-l|--list|-s, * $ !-l|--list|-s',
    object: 'last',
  },
  {
    names: 'sfdisk',
    any: 'destructive',
    why: 'changes partitions',
    reads: '-l|--list, -d|--dump, -V|--verify',
    object: 'last',
  },
  {
    names:
      'rmdir, mkdir, touch, cp, mv, ln, install, chmod, chown, chgrp, chattr, setfacl, mknod, mkfifo, mktemp, split, csplit, tee, sponge, rename, gzip, gunzip, bzip2, bunzip2, xz, unxz, zstd, lz4, zip, unzip, 7z, cpio, patch, dos2unix, unix2dos, setcap, fallocate, sync, pigz, ar, logrotate',
    any: 'changes',
    object: 'last',
  },
  {names: 'fsck, fsck.*, e2fsck, xfs_repair', any: 'changes', reads: '-n', object: 'last'},
  {names: 'tune2fs', any: 'changes', reads: '-l', flags: '-l', object: 'last'},
  {
    names: 'resize2fs, xfs_growfs, dmsetup, cryptsetup',
    any: 'changes',
    reads: 'status, ls, table, info, luksDump, deps',
    destructive: 'remove, remove_all, luksFormat, luksErase, erase, wipe_table',
    object: 'last',
  },
  {
    names: 'btrfs, zfs, zpool',
    any: 'changes',
    reads:
      'list, status, get, iostat, history, device stats, filesystem show, filesystem df, filesystem usage, subvolume list, scrub status',
    floor: 'status -c, iostat -c, device stats -z|--reset',
    destructive: 'destroy, labelclear, remove, rollback, offline, subvolume delete, device remove, device delete',
    endless: 'iostat # $, iostat * # $',
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
  {
    names: 'mount',
    values: '-t -o --types --options',
    flags: '-l -v --show-labels --verbose',
    any: 'changes',
    reads: '$',
    changes: '-a|--all|-o|--options|-B|--bind|-M|--move|-R|--rbind',
    object: 'last',
  },
  {names: 'umount, swapoff, eject', any: 'changes', object: 'last'},
  {names: 'swapon', any: 'changes', reads: '-s|--show|--summary', object: 'last'},
  {
    names: 'pvs, vgs, lvs, pvdisplay, vgdisplay, lvdisplay, pvscan, vgscan, lvscan',
    any: 'reads',
    floor: '--cache|--activate|--mknodes, --config, --devicesfile',
    object: 'none',
  },
  {
    names: 'pvcreate, vgcreate, lvcreate, lvextend, vgextend, pvresize, lvresize, lvchange, vgchange, lvrename',
    any: 'changes',
    object: 'last',
  },
  {names: 'pvremove, vgremove, lvremove, lvreduce, vgreduce, pvmove', any: 'destructive', object: 'last'},
];
