import type {Tool} from '../tool.js';

const PACKAGE_READS =
  'list, search, show, policy, madison, depends, rdepends, info, repolist, history, check-update, check, provides, repoquery, version, changelog, showhold, showmanual, services, leaves, outdated';
const PACKAGE_CHANGES =
  'install, update, upgrade, reinstall, hold, unhold, mark, add, refresh, localinstall, groupinstall, makecache, clean, start, stop, restart, versionlock, fix, link, tap, full-upgrade, dist-upgrade, downgrade, set, revert, enable, disable, source, download, build-dep, config, swap, services start, services stop, services restart, services run, services kill, services cleanup';
const PACKAGE_DESTROYS = 'remove, purge, autoremove, erase, del, uninstall, history undo, history rollback';
const PACKAGE_ASKS =
  'install !-y|--yes|--assume-yes|-qq, upgrade !-y|--yes|--assume-yes, remove !-y|--yes|--assume-yes, purge !-y|--yes|--assume-yes, autoremove !-y|--yes';
const PACKAGE_SWITCHES = '-y --yes -q -qq --quiet --no-cache --no-install-recommends --assume-yes';

/** What comes from a registry of packages. */
export const PACKAGES: readonly Tool[] = [
  {
    names: 'apt, apt-get, aptitude, apt-cache, apt-mark, apt-key, apk',
    values: '-t -o -c -p -X --option --config-file --target-release',
    switches: `${PACKAGE_SWITCHES} -s --simulate --dry-run --just-print`,
    floor: '-o|--option|-c|--config-file',
    reads: PACKAGE_READS,
    changes: PACKAGE_CHANGES,
    destructive: PACKAGE_DESTROYS,
    previews: '-s|--simulate|--just-print|--dry-run|--recon|--no-act',
    terminal: PACKAGE_ASKS,
    object: 'last',
  },
  {
    names: 'yum, dnf, microdnf, zypper, brew, snap, flatpak, port, pkg, opkg',
    values: '-t -o -c',
    switches: PACKAGE_SWITCHES,
    floor: '-c|--config|--setopt',
    reads: PACKAGE_READS,
    changes: PACKAGE_CHANGES,
    destructive: PACKAGE_DESTROYS,
    previews: '--dry-run',
    terminal: PACKAGE_ASKS,
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
    values: '--qf --queryformat --root --dbpath',
    flags:
      '-q -a -i -l -f -p -c -d -R -V -v -s --query --all --info --list --file --package --configfiles --docfiles --requires --provides --whatprovides --whatrequires --changelog --scripts --triggers --last --verify --nofiles --nodeps --nosignature --nodigest --state --dump --obsoletes --conflicts --version',
    any: 'changes',
    reads: '-q|--query|-V|--verify',
    changes: '-i !-q|--query, -U|-F|--install|--upgrade|--import|--rebuilddb',
    destructive: '-e|--erase',
    object: 'last',
  },
  {
    names: 'pacman',
    any: 'changes',
    reads: '-Q|-F',
    flags: '-s -i -l -o -q -k -d -t -e -m -n -u -g -c -p -x',
    changes: '-S|-U',
    destructive: '-R',
    object: 'last',
  },
  {
    names: 'npm, yarn, pnpm, pip, pip3, gem, cargo, go, composer, poetry, uv, conda, mvn, gradle, rake, dotnet',
    reads: 'list, ls, show, view, info, outdated, search, freeze, version $, env $, audit $, why, help',
    changes: 'env -w|-u',
    destructive: 'uninstall, remove, unpublish, prune, cache clean, un, env remove',
    any: 'changes',
    object: 'last',
  },
  {names: 'bundle', any: 'changes', reads: 'list, show, info, outdated, check, version', object: 'last'},
  {names: 'make', any: 'changes', object: 'first'},
];
