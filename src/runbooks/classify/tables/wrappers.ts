/** A command whose business is another command. */
export interface Wrapper {
  readonly names: string;
  /** Words of its verb before the other command, such as `exec`; several of them between `|`. */
  readonly verbs?: string;
  /** Options whose value is the next word. */
  readonly values?: string;
  /** Words between the options and the other command: a host, a pod, a duration. */
  readonly skip?: number;
  /** The rest is joined and read by a shell, as ssh does it. */
  readonly shell?: true;
  /** The option that holds the other command, as text for a shell. */
  readonly script?: string;
  /** Also without `--` the first word after those skipped starts the other command. */
  readonly dashes?: 'only';
  /** Without another command it opens a shell, or prints something. */
  readonly alone: 'shell' | 'reads' | 'changes';
  /** What it adds to whatever it runs. */
  readonly adds?: 'changes' | 'destructive';
  readonly endless?: true;
  readonly terminal?: true;
}

const KUBE =
  '-n --namespace --context --cluster --user --kubeconfig --as -s --server --token --request-timeout -c --container -f --filename --pod-running-timeout --image -l --selector --shell';

export const WRAPPERS: readonly Wrapper[] = [
  {names: 'sudo', values: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D --chdir -R', alone: 'shell'},
  {names: 'doas', values: '-u -C', alone: 'shell'},
  {names: 'pkexec', values: '--user', alone: 'shell'},
  {names: 'env', values: '-u --unset -C --chdir', script: '-S|--split-string', alone: 'reads'},
  {names: 'timeout, gtimeout', values: '-s --signal -k --kill-after', skip: 1, alone: 'reads'},
  {names: 'nice', values: '-n --adjustment', alone: 'reads'},
  {names: 'ionice', values: '-c -n --class --classdata', alone: 'reads'},
  {names: 'chrt, taskset', values: '-T -P -D', skip: 1, alone: 'reads'},
  {
    names:
      'nohup, setsid, time, command, builtin, exec, stdbuf, unbuffer, chronic, catchsegv, eatmydata, proxychains, proxychains4, busybox, toybox, tsocks, noglob, faketime',
    values: '-o --output -f --format -i -e -a',
    alone: 'reads',
  },
  {names: 'watch, viddy', values: '-n --interval', shell: true, alone: 'reads', endless: true, terminal: true},
  {
    names: 'xargs, parallel',
    values: '-I -n -P -L -d -a -s -E --max-args --max-procs --delimiter --arg-file -j --jobs',
    alone: 'reads',
  },
  {names: 'strace, ltrace, valgrind', values: '-e -o -p -s -u -O -S', alone: 'changes'},
  {names: 'perf', verbs: 'stat|record', values: '-e -p -o -F', alone: 'changes', adds: 'changes'},
  {names: 'bundle, npx, pipenv, poetry', verbs: 'exec|run', alone: 'changes'},
  {names: 'flock', values: '-w --timeout -E', skip: 1, script: '-c|--command', alone: 'changes'},
  {
    names: 'ssh, autossh, mosh, slogin',
    values: '-p -i -l -o -F -J -L -R -D -b -c -e -m -O -Q -S -W -w -E -B -I',
    skip: 1,
    shell: true,
    alone: 'shell',
  },
  {names: 'sshpass', values: '-p -f -d -P', alone: 'reads'},
  {names: 'su, runuser', values: '-s --shell -g -G', skip: 2, script: '-c|--command', alone: 'shell'},
  {names: 'chroot', values: '--userspec --groups', skip: 1, alone: 'shell'},
  {names: 'nsenter, unshare', values: '-t --target -S -G', alone: 'shell'},
  {names: 'ip', verbs: 'netns exec', skip: 1, alone: 'changes'},
  {names: 'systemd-run', values: '-p --property -u --unit --slice --uid --gid', alone: 'changes', adds: 'changes'},
  {names: 'kubectl, oc, microk8s.kubectl', verbs: 'exec', values: KUBE, skip: 1, alone: 'shell'},
  {names: 'oc', verbs: 'rsh', values: KUBE, skip: 1, alone: 'shell'},
  {names: 'kubectl, oc', verbs: 'debug', values: KUBE, skip: 1, dashes: 'only', alone: 'shell', adds: 'changes'},
  {
    names: 'docker, podman, nerdctl, docker-compose, podman-compose',
    verbs: 'exec|compose exec|container exec',
    values: '-e --env -w --workdir -u --user --index -f --file -p -H --host --context --env-file --detach-keys',
    skip: 1,
    alone: 'shell',
  },
  {names: 'crictl', verbs: 'exec', values: '-r --runtime-endpoint --timeout', skip: 1, alone: 'shell'},
  {names: 'lxc, incus, multipass', verbs: 'exec', values: '--user --env --cwd', skip: 1, alone: 'shell'},
  {names: 'pct', verbs: 'exec', skip: 1, alone: 'shell'},
  {names: 'lxc-attach', values: '-n --name', alone: 'shell'},
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
