/** Options whose value is a command line. */
export interface Runs {
  readonly names: string;
  readonly options: string;
  /** `-name` is one option. */
  readonly single?: true;
}

export const RUNS: readonly Runs[] = [
  {names: 'sort', options: '--compress-program'},
  {
    names: 'tar, bsdtar, gtar',
    options:
      '-I --use-compress-program -F --info-script --new-volume-script --rsh-command --rmt-command --to-command --checkpoint-action',
  },
  {names: 'rsync', options: '-e --rsh --rsync-path'},
  {names: 'ag, ack', options: '--pager'},
  {names: 'rg', options: '--pre --hostname-bin'},
  {names: 'man', options: '-P --pager -H --html'},
  {names: 'helm', options: '--post-renderer'},
  {names: 'mapfile, readarray, compgen, complete', options: '-C'},
  {names: 'git', options: '-x --exec --upload-pack --receive-pack -O --open-files-in-pager'},
  {names: 'scp, sftp', options: '-S'},
  {names: 'split', options: '--filter'},
  {names: 'tcpdump', options: '-z'},
  {names: 'nc, ncat, netcat', options: '-e --exec -c --sh-exec'},
  {names: 'rpm', options: '--pipe'},
  {names: 'hg, svn', options: '--diff-cmd --editor-cmd'},
  {names: 'fzf, sk', options: '--preview --bind --with-shell -c --cmd'},
  {names: 'zip', options: '-TT --unzip-command', single: true},
  {names: 'wget', options: '--use-askpass'},
  {names: 'mysql, mariadb, mycli, pgcli', options: '--pager'},
  {names: 'mosh', options: '--ssh --server --client'},
  {names: 'rclone, restic', options: '--password-command'},
  {names: 'borg, duplicity, cpio, dump, restore', options: '--rsh --rsh-command'},
  {names: 'start-stop-daemon', options: '-x --exec -a --startas'},
];
