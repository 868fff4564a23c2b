import type {Tool} from '../tool.js';

/** Docker and its relatives. */
export const CONTAINERS: readonly Tool[] = [
  {
    names: 'docker, podman, nerdctl',
    values:
      '-H --host -c --context --config --log-level -l --filter --format -n --tail --since --until -e --env -v --volume -p --publish --name -w --workdir -u --user --network -t --time -s --signal -m --memory --entrypoint --project-name --profile',
    switches: '-D --debug --tls --tlsverify',
    floor: '-o|--output',
    reads:
      'ps, images, logs, inspect, stats, top, version, info, events, diff, port, history, search, context ls, context show, system df, system info, system events, * ls, * list, * inspect, * logs, * ps, * images, * top, * port, * config, * version, compose ps, compose logs, compose config, compose ls, wait, manifest inspect, service ps, node ps, stack ps, stack services',
    changes:
      'run, start, restart = restarts the container, stop = stops the container, pause, unpause, create, build, pull, push, tag, commit, cp, rename, update, attach, exec, login, logout, load, save, import, export, * create, * connect, * disconnect, * start, * restart, * stop, * build, * pull, * push, * up, * run, * exec, * update, * scale, * rollback, * use, swarm, context use, compose up, compose restart, compose stop, stack deploy, network connect',
    destructive:
      'rm, rmi, kill, * rm, * remove, * prune = removes whatever is not in use, * kill, compose down = removes the containers, system reset, swarm leave, container rm, image rm, volume rm, network rm',
    terminal: 'attach, run -t|-i !-d, exec -t, login !-p|--password-stdin',
    endless:
      'logs -f|--follow, stats !--no-stream, events, attach, compose logs -f|--follow, compose up !-d|--detach, run !-d|--detach -t, system events, service logs -f|--follow',
    object: 'last',
  },
  {
    names: 'docker-compose, podman-compose',
    values: '-f --file -p --project-name --profile --env-file --scale -t --timeout --tail',
    floor: '-o|--output|--lock-image-digests',
    reads: 'ps, logs, config, images, top, version, ls, port, events',
    changes: 'up, start, restart, stop, pause, unpause, build, pull, push, create, run, exec, scale',
    destructive: 'down = removes the containers, rm, kill',
    terminal: 'run',
    endless: 'logs -f|--follow, up !-d|--detach, events',
    object: 'last',
  },
  {
    names: 'crictl, ctr',
    values: '-r --runtime-endpoint -i --image-endpoint -n --namespace --name --tail -o --output -a --address',
    reads:
      'ps, images, img, logs, inspect, inspecti, inspectp, pods, stats, statsp, info, version, imagefsinfo, * ls, * list, * info',
    changes: 'pull, start, stop, create, run, runp, update, exec, attach, stopp, * pull, * import, * start',
    destructive: 'rm, rmi, rmp, * rm, * kill, * delete',
    terminal: 'attach, exec -t',
    endless: 'logs -f|--follow, attach, stats -w|--watch, events',
    object: 'last',
  },
  {
    names: 'skopeo',
    reads: 'inspect, list-tags',
    changes: 'copy, sync, login, logout',
    destructive: 'delete',
    object: 'last',
  },
  {
    names: 'buildah',
    any: 'changes',
    reads: 'images, containers, inspect, version, info',
    destructive: 'rm, rmi, prune',
    object: 'last',
  },
];
