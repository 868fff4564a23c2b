/** A command whose business is another command. */
export interface Wrapper {
  readonly names: string;
  /** Words of its verb before the other command, such as `exec`; several of them between `|`. */
  readonly verbs?: string;
  /** Options whose value is the next word. */
  readonly values?: string;
  /** Its options that only say how; with this list any other may do more. */
  readonly options?: string;
  /** `-name` is one option. */
  readonly single?: true;
  /** Words between the options and the other command: a host, a pod, a duration. */
  readonly skip?: number;
  /** The rest is joined and read by a shell, as ssh does it. */
  readonly shell?: true;
  /** The option that holds the other command, as text for a shell. */
  readonly script?: string;
  /** The option that holds the first word of the other command: the image's words go on from there. */
  readonly entry?: string;
  /** Also without `--` the first word after those skipped starts the other command. */
  readonly dashes?: 'only';
  /** Without another command it opens a shell, prints something, or is what its tool's table says. */
  readonly alone: 'shell' | 'reads' | 'changes' | 'tool';
  /** What it adds to whatever it runs. */
  readonly adds?: 'changes' | 'destructive';
  /** What the tables say of it counts beside what it runs. */
  readonly tool?: true;
  readonly endless?: true;
  readonly terminal?: true;
}

const KUBE =
  '-n --namespace --context --cluster --user --kubeconfig --as -s --server --token --request-timeout -c --container -f --filename --pod-running-timeout --image -l --selector --shell --overrides --env --labels --port --restart --dry-run -o --output --image-name --node-name --dest-dir --source-dir --timeout';
const RUN =
  '-e --env -w --workdir -u --user --index -f --file -p --publish --profile -v --volume --mount --name --network --net --entrypoint -m --memory --cpus -l --label --env-file --add-host --dns --hostname -h --ip --log-driver --log-opt --pid --ipc --platform --pull --restart --security-opt --cap-add --cap-drop --device --gpus --group-add --ulimit --userns --tmpfs --shm-size --runtime --volumes-from --cgroupns --cidfile --stop-signal --stop-timeout -H --host -c --context --config --project-name --detach-keys';
const SSH = '-p -i -l -o -F -J -L -R -D -b -c -e -m -O -Q -S -W -w -E -B -I';

export const WRAPPERS: readonly Wrapper[] = [
  {
    names: 'sudo',
    values: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D --chdir -R',
    options:
      '-u -g -p -C -r -t -T -U -D -A -b -B -E -H -i -K -k -l -n -N -P -s -S -v --user --group --prompt --chdir --login --non-interactive --preserve-env --stdin --shell --set-home --list --validate --background --askpass --reset-timestamp --remove-timestamp',
    alone: 'shell',
  },
  {names: 'doas', values: '-u -C', alone: 'shell'},
  {names: 'pkexec', values: '--user', alone: 'shell'},
  {
    names: 'env',
    values: '-u --unset -C --chdir',
    options:
      '-i -u -C -0 -v --ignore-environment --unset --chdir --null --debug --block-signal --default-signal --ignore-signal --list-signal-handling',
    script: '-S|--split-string',
    alone: 'reads',
  },
  {names: 'timeout, gtimeout', values: '-s --signal -k --kill-after', skip: 1, alone: 'reads'},
  {names: 'nice', values: '-n --adjustment', alone: 'reads'},
  {names: 'ionice', values: '-c -n --class --classdata', alone: 'reads'},
  {names: 'chrt, taskset', values: '-T -P -D', skip: 1, alone: 'reads'},
  {
    names: 'time',
    values: '-o --output -f --format',
    options: '-f --format -p -v -V -l -h --portability --verbose',
    alone: 'reads',
  },
  {names: 'faketime', values: '-f', skip: 1, alone: 'reads'},
  {names: 'gosu, su-exec, envdir', skip: 1, alone: 'shell'},
  {
    names:
      'nohup, setsid, command, builtin, exec, stdbuf, unbuffer, chronic, catchsegv, eatmydata, proxychains, proxychains4, busybox, toybox, tsocks, noglob, numactl, firejail, dumb-init, tini, dbus-run-session, rlwrap, cpulimit, caffeinate, setarch, linux32, linux64',
    values: '-o --output -i -e -a -C -N -m -p -l',
    alone: 'reads',
  },
  {
    names: 'setpriv',
    values:
      '--reuid --regid --ruid --euid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile',
    alone: 'reads',
  },
  {names: 'prlimit, cgexec, runcon, jobs', values: '-g -t -u -r', alone: 'tool'},
  {names: 'hyperfine', values: '-w -r -m -M', shell: true, alone: 'reads'},
  {names: 'entr', script: '-s', alone: 'reads', endless: true, terminal: true},
  {
    names: 'watchexec, nodemon, reflex',
    values: '-w -e -i -r -g -R -d',
    script: '--exec|-x',
    alone: 'reads',
    endless: true,
  },
  {names: 'watch, viddy', values: '-n --interval', shell: true, alone: 'reads', endless: true, terminal: true},
  {
    names: 'xargs',
    values: '-I -n -P -L -d -a -s -E --max-args --max-procs --max-lines --max-chars --delimiter --arg-file',
    options:
      '-0 -r -t -p -x -i -l -e -I -n -P -L -d -a -s -E -J -R -o --null --no-run-if-empty --verbose --max-args --max-procs --max-lines --max-chars --delimiter --arg-file --replace --eof --exit --open-tty --interactive --show-limits',
    alone: 'reads',
  },
  {
    names: 'parallel',
    values:
      '-I -n -N -P -L -a -s -j --jobs --max-args --arg-file --colsep --delay --halt --timeout --retries -S --sshlogin --results --joblog',
    options:
      '-j -k -n -N -I -L -X -m -0 -a -r -t -q -P --jobs --keep-order --bar --eta --tag --dry-run --halt --timeout --retries --delay --will-cite --colsep --null --arg-file --no-run-if-empty --max-args --line-buffer --lb --ungroup --group -u --progress',
    shell: true,
    alone: 'shell',
  },
  {
    names: 'strace, ltrace',
    values: '-e -o -p -s -u -O -S -a -b -E -I -P -U -X',
    options:
      '-f -F -t -tt -ttt -T -r -c -C -S -e -p -s -u -y -v -x -q -i -k -n -w -z -Z -P -a -E -b -I -O -X -U -h -V -d -D --follow-forks --summary-only --summary --syscall-times --attach --string-limit',
    alone: 'changes',
  },
  {names: 'valgrind', alone: 'changes', adds: 'changes'},
  {names: 'perf', verbs: 'stat|record', values: '-e -p -o -F', alone: 'changes', adds: 'changes'},
  {names: 'bundle, npx, pipenv, poetry', verbs: 'exec|run', alone: 'changes'},
  {names: 'rbenv, pyenv, asdf, mise', verbs: 'exec|x', alone: 'changes'},
  {
    names: 'doppler, op, uv, conda, rye, hatch, teller',
    verbs: 'run',
    values: '-n -p --project --config -c --env-file',
    alone: 'changes',
  },
  {names: 'aws-vault, chamber', verbs: 'exec', skip: 1, alone: 'shell'},
  {names: 'flock', values: '-w --timeout -E', skip: 1, script: '-c|--command', alone: 'changes'},
  {
    names: 'ssh, autossh, mosh, slogin',
    values: SSH,
    options: '-p -i -l -o -J -b -c -m -B -e -Q -W -4 -6 -A -a -C -q -T -t -v -x -X -Y -n -N -k -K -g -G -V -s',
    skip: 1,
    shell: true,
    alone: 'shell',
  },
  {names: 'sshpass', values: '-p -f -d -P', alone: 'reads'},
  {names: 'su, runuser', values: '-s --shell -g -G', skip: 2, script: '-c|--command|--session-command', alone: 'shell'},
  {names: 'sg', skip: 1, script: '-c', alone: 'shell'},
  {names: 'chroot', values: '--userspec --groups', skip: 1, alone: 'shell'},
  {names: 'nsenter, unshare', values: '-t --target -S -G', alone: 'shell'},
  {names: 'machinectl', verbs: 'shell', values: '--uid --setenv -E', skip: 1, alone: 'shell'},
  {names: 'systemd-nspawn', values: '-D --directory -M --machine -u --user', alone: 'shell', adds: 'changes'},
  {names: 'ip', verbs: 'netns exec|vrf exec', skip: 1, alone: 'changes'},
  {names: 'systemd-run', values: '-p --property -u --unit --slice --uid --gid', alone: 'changes', adds: 'changes'},
  {names: 'start-stop-daemon', values: '-x --exec -p --pidfile -u -n -a --startas', alone: 'tool', adds: 'changes'},
  {names: 'kubectl, oc, microk8s.kubectl', verbs: 'exec', values: KUBE, skip: 1, alone: 'shell'},
  {names: 'oc', verbs: 'rsh', values: KUBE, skip: 1, alone: 'shell'},
  {names: 'kubectl, oc', verbs: 'debug', values: KUBE, skip: 1, dashes: 'only', alone: 'shell', adds: 'changes'},
  {names: 'kubectl, oc', verbs: 'run', values: KUBE, skip: 1, dashes: 'only', alone: 'tool', tool: true},
  {names: 'kubectl, oc', verbs: 'adm must-gather', values: KUBE, dashes: 'only', alone: 'tool', tool: true},
  {
    names: 'docker, podman, nerdctl, docker-compose, podman-compose',
    verbs: 'exec|compose exec|container exec',
    values: '-e --env -w --workdir -u --user --index -f --file -p -H --host --context --env-file --detach-keys',
    skip: 1,
    alone: 'shell',
  },
  {
    names: 'docker, podman, nerdctl, docker-compose, podman-compose',
    verbs: 'run|create|container run|container create',
    values: RUN,
    entry: '--entrypoint',
    skip: 1,
    alone: 'tool',
    tool: true,
  },
  {names: 'crictl', verbs: 'exec', values: '-r --runtime-endpoint --timeout', skip: 1, alone: 'shell'},
  {
    names: 'ctr',
    verbs: 'task exec|tasks exec|t exec',
    values: '-n --namespace --exec-id --user --cwd',
    skip: 1,
    alone: 'shell',
  },
  {names: 'lxc, incus, multipass', verbs: 'exec', values: '--user --env --cwd', skip: 1, alone: 'shell'},
  {names: 'pct', verbs: 'exec', skip: 1, alone: 'shell'},
  {names: 'lxc-attach', values: '-n --name', alone: 'shell'},
  {
    names: 'nomad',
    verbs: 'alloc exec|exec',
    values: '-job -task -e -address -region -namespace -token -group',
    single: true,
    skip: 1,
    alone: 'tool',
    tool: true,
  },
  {
    names: 'consul',
    verbs: 'exec|watch',
    values: '-node -service -tag -type -key -prefix -wait -http-addr -token -datacenter',
    single: true,
    shell: true,
    alone: 'tool',
    tool: true,
  },
  {
    names: 'consul',
    verbs: 'lock',
    values: '-n -name -timeout -http-addr -token',
    single: true,
    skip: 1,
    shell: true,
    alone: 'tool',
    tool: true,
  },
  {
    names: 'etcdctl',
    verbs: 'watch|elect',
    values: '--endpoints --cacert --cert --key',
    dashes: 'only',
    alone: 'tool',
    tool: true,
  },
  {
    names: 'etcdctl',
    verbs: 'lock',
    values: '--endpoints --cacert --cert --key --ttl',
    skip: 1,
    alone: 'tool',
    tool: true,
  },
  {names: 'git', verbs: 'submodule foreach', values: '-C -c --git-dir --work-tree', shell: true, alone: 'changes'},
  {names: 'git', verbs: 'bisect run', values: '-C -c', alone: 'changes', adds: 'changes'},
  {names: 'aws', verbs: 'ecs execute-command', script: '--command', skip: 1, alone: 'tool', tool: true},
  {
    names: 'az',
    verbs: 'vm run-command|vmss run-command|aks command',
    script: '--scripts|--command|-c',
    skip: 1,
    alone: 'tool',
    tool: true,
  },
  {names: 'fly, flyctl', verbs: 'ssh console', values: '-a --app', script: '-C|--command', skip: 1, alone: 'shell'},
  {
    names: 'heroku',
    verbs: 'run|run:detached|ps:exec',
    values: '-a --app --size -s',
    shell: true,
    alone: 'shell',
    adds: 'changes',
  },
  {names: 'virtctl', verbs: 'ssh', values: '-n --namespace -i -l -p', script: '-c|--command', skip: 1, alone: 'shell'},
  {names: 'screen', verbs: 'stuff', values: '-S -p -X', shell: true, alone: 'tool', tool: true},
  {names: 'screen', values: '-S -c -h -T -p -e -s -t -L', alone: 'tool', tool: true},
  {
    names: 'tmux',
    verbs: 'send-keys|send',
    values: '-t -N -L -S -f -c',
    shell: true,
    alone: 'tool',
    tool: true,
  },
  {
    names: 'tmux',
    verbs:
      'new|new-session|neww|new-window|splitw|split-window|respawn-pane|respawn-window|run|run-shell|popup|display-popup|pipe-pane|if-shell',
    values: '-t -s -n -c -e -F -x -y -h -w -l -p -L -S -f',
    shell: true,
    alone: 'tool',
    tool: true,
  },
  {
    names: 'gcloud',
    verbs: 'compute ssh',
    values: '--zone --project --ssh-flag',
    script: '--command',
    skip: 1,
    alone: 'shell',
  },
  {names: 'vagrant', verbs: 'ssh', values: '--machine', script: '-c|--command', skip: 1, alone: 'shell'},
  {names: 'minikube', verbs: 'ssh', values: '-p -n', skip: 0, shell: true, alone: 'shell'},
  {
    names: 'ansible',
    values: '-i -m -f -l -u --limit --module-name --inventory -e',
    script: '-a|--args',
    skip: 1,
    alone: 'changes',
    adds: 'changes',
  },
  {
    names: 'knife',
    verbs: 'ssh',
    values: '-x -i -C -a -A --attribute --concurrency',
    skip: 1,
    shell: true,
    alone: 'shell',
  },
  {
    names: 'pssh, pdsh, parallel-ssh, clush, dsh',
    values: '-h -H -w -l -t -p -o -e -x -g -u -f',
    shell: true,
    alone: 'shell',
  },
  {names: 'salt', values: '-t', verbs: '* cmd.run', shell: true, alone: 'changes'},
  {names: 'vtysh', script: '-c', alone: 'shell', adds: 'changes'},
  {names: 'script', values: '-E -I -O -B', script: '-c|--command', skip: 1, alone: 'shell', adds: 'changes'},
];
