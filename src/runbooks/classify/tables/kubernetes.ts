import type {Tool} from '../tool.js';

const KUBE_VALUES =
  '-n --namespace --context --cluster --user --kubeconfig --as --as-group -s --server --token --certificate-authority --request-timeout -v --v -l --selector -o --output -f --filename -c --container --field-selector --sort-by --since --since-time --tail -k --kustomize --replicas --grace-period --timeout --image --type -p --patch --for --template --from-literal --from-file --subresource --to-revision --revision -L --label-columns --chunk-size --limit-bytes --pod-selector --image-name --username --password --resource-version --field-manager --overrides --labels --env --port --schedule --class --rule --clusterrole --serviceaccount --group --verb --resource --resource-name --from-env-file --docker-server --docker-username --docker-password --docker-email --cert --key --tcp --hard --scopes --min-available --max-unavailable --target-port --external-ip --name --protocol --session-affinity --load-balancer-ip --cluster-ip --node-port --external-name --min --max --cpu-percent --current-replicas --limits --requests -e --keys --annotations --image-pull-policy --restart --address --role --path --unit --until --api-group --categories --api-version --max-log-requests --tls-server-name --from --default-backend --stderrthreshold';

/** What only says how to read, or how to try. */
const KUBE_FLAGS =
  '-A --all-namespaces -w --watch --watch-only --output-watch-events --show-labels --show-kind --show-managed-fields --no-headers --ignore-not-found --raw --allow-missing-template-keys --server-print -R --recursive -f --follow -p --previous --prefix --timestamps --all-containers --all-pods --ignore-errors --show-events --containers --sum --use-protocol-buffers --show-capacity --short --client --list -q --quiet --check-ancestors --types --namespaced --verbs --cached --minify --flatten --merge --match-server-version --warnings-as-errors --disable-compression --insecure-skip-tls-verify --insecure-skip-tls-verify-backend --current --local --reverse --show-secrets --all --alsologtostderr --logtostderr --dry-run --validate --server-side --overwrite --record --save-config --cascade --now --wait --force --prune --prune-allowlist --prune-whitelist --rm -i -t --stdin --tty --command --expose --ignore-daemonsets --delete-emptydir-data --delete-local-data --disable-eviction --skip-wait-for-delete-timeout --force-conflicts --attach --leave-stdin-open --privileged -h';
const HELM_FLAGS =
  '-a --all -A --all-namespaces --short -q -d --date -r --reverse --deployed --failed --pending --superseded --uninstalled --uninstalling --no-headers -m --show-desc --show-resources --versions --devel --regexp --fail-on-no-result --include-crds --skip-crds --skip-tests --validate --is-upgrade --no-hooks -g --generate-name --create-namespace --wait --wait-for-jobs --atomic --install -i --reuse-values --reset-values --reset-then-reuse-values --force --cleanup-on-fail --disable-openapi-validation --render-subchart-notes --hide-notes --hide-secret --take-ownership --rollback-on-failure --dry-run --strict --with-subcharts --quiet --insecure-skip-tls-verify --pass-credentials --plain-http --kube-insecure-skip-tls-verify --color --no-color --allow-unreleased --detailed-exitcode --three-way-merge --show-secrets --suppress-secrets --normalize-manifests --strip-trailing-cr -x --keep-history --cascade';

/** kubectl, oc and their plugins. */
export const KUBERNETES: readonly Tool[] = [
  {
    names: 'kubectl, oc, k3s-kubectl, microk8s.kubectl',
    values: KUBE_VALUES,
    switches: '--insecure-skip-tls-verify -A --all-namespaces',
    flags: KUBE_FLAGS,
    floor: 'kustomize -o|--output, --cache-dir|--profile|--profile-output|--log-file|--log-dir',
    reads:
      'get, describe, logs, top, explain, api-resources, api-versions, version, cluster-info, config view, config current-context, config get-contexts, config get-clusters, config get-users, rollout status, rollout history, auth can-i, auth whoami, events, wait, diff, options, completion, plugin list, adm top, adm node-logs, adm release info, adm policy who-can, whoami, status, projects, project -q, kustomize, certificate list, port-forward, proxy, get-contexts, ns -c, ctx -c, cnpg status, rook-ceph health, rook-ceph ceph status, image info, adm verify-image-signature, resource-capacity, tree, neat, krew list, krew search, virt version, adm groups list',
    changes:
      'apply, create, edit, patch = changes a live object, label, annotate, set, scale = changes how many replicas run, autoscale, expose, run, cp, debug, rollout restart = restarts every replica, rollout undo = goes back to an older version, rollout pause, rollout resume, rollout latest, cordon = takes no new pods, uncordon, taint, attach, exec, rsh, rsync, config use-context = points the next statements at another cluster, config set-context, config set-cluster, config set-credentials, config set, login, logout, project = points the next statements at another project, new-project, new-app, start-build, import-image, tag, process, cluster-info dump --output-directory = writes files, adm inspect = writes files, adm must-gather = starts pods and writes files, adm policy, adm uncordon, adm cordon, adm upgrade, adm certificate, certificate approve, certificate deny, approve, auth reconcile, extract, image mirror, image extract, secrets, policy, virt start, virt restart, virt migrate, cnpg promote, cnpg restart, cnpg reload, krew install',
    destructive:
      'delete = removes it from the cluster, drain = evicts every pod of the node, adm drain = evicts every pod of the node, adm prune, adm cordon --force, scale --replicas=0 = takes every replica down, replace --force = removes the object before it makes it again, replace = overwrites the object, apply --prune = removes whatever is not in the file, apply --force = may remove the object before it makes it again, config delete-context, config delete-cluster, config unset, virt stop, cnpg destroy, cnpg fencing, rollout cancel',
    previews: '--dry-run=client|--dry-run=server',
    terminal: 'edit, attach -i|-t, debug -i|-t, run -i|-t, rsh, login !-u|--username|--token, cnpg psql',
    endless:
      'logs -f|--follow, get -w|--watch|--watch-only, port-forward, proxy, top -w|--watch, top * -w|--watch, events -w|--watch, attach, rollout status -w, sniff',
    object: 'kind',
  },
  {
    names: 'helm',
    values:
      '-n --namespace --kube-context --kubeconfig -f --values --set --set-string --set-file --version --timeout --repo -o --output --revision --max --history-max --filter --offset --time-format -l --selector --api-versions --kube-version --name-template --description --labels --set-json --set-literal --username --password --ca-file --cert-file --key-file --kube-as-user --kube-apiserver --kube-token --kube-tls-server-name --kube-ca-file --burst-limit --qps -C --context --suppress --show-only',
    switches: '--debug',
    flags: HELM_FLAGS,
    floor: '--post-renderer|--post-renderer-args|--output-dir|--dependency-update',
    reads:
      'list, ls, status, history, get, show, inspect, search, template, lint, version, env, repo list, diff, dependency list, verify, completion, plugin list',
    changes:
      'install, upgrade, repo add, repo update, pull, fetch, push, package, create, dependency, dep, test, plugin install, registry, repo remove, rollback = goes back to an older release',
    destructive:
      'uninstall = removes the release, delete = removes the release, del, upgrade --force = replaces objects, upgrade --reset-values, rollback --force',
    previews: '--dry-run|--dry-run=client|--dry-run=server',
    object: 'first',
  },
  {
    names: 'stern, kail, kubetail',
    any: 'reads',
    endless: '!--no-follow',
    object: 'none',
  },
  {names: 'k9s, lens', any: 'changes', terminal: '!--help', object: 'none'},
  {names: 'kubectx, kubens', any: 'changes', bare: 'reads', reads: '-c|--current', destructive: '-d', object: 'none'},
  {
    names: 'virtctl',
    values: '-n --namespace --kubeconfig --context',
    reads: 'version, guestosinfo, fslist, userlist, vmexport download',
    changes:
      'start, restart, migrate, pause, unpause, expose, image-upload, addvolume, removevolume, migrate-cancel, soft-reboot, vmexport, memory-dump, create, usbredir, scp, ssh',
    destructive: 'stop = shuts the machine down',
    terminal: 'console, vnc, ssh, usbredir',
    endless: 'console, vnc, port-forward',
    object: 'first',
  },
  {
    names:
      'argocd, flux, istioctl, linkerd, cilium, calicoctl, velero, kubeadm, kops, eksctl, clusterctl, hypershift, hcp, rosa, ocm, cmctl, k3s, crc, minikube, kind, tkn, knative, kn, talosctl, operator-sdk, osdctl, rook, subctl',
    values: '-n --namespace --context --kubeconfig -o --output --name --region --cluster -p --profile -f',
    floor: '--file, --refresh|--hard-refresh, --level|--reset',
    reads:
      'list, get, describe, status, version, logs, diff, proxy-status, proxy-config, analyze, check, stat, config view, * list, * get, * describe, * logs, * status, * show, * view, token list, certs check-expiration, upgrade plan, * history, backup get, backup describe, backup logs, restore get, restore describe, restore logs, schedule get, dump, health, stats, whoami',
    changes:
      'apply, create, install, upgrade, reconcile, suspend, resume, sync, * create, * apply, * sync, * set, * patch, * update, * edit, * upgrade, * rollback, * reconcile, * suspend, * resume, * renew, certs renew, init, join, start, login, restore, backup, token create, rolling-update, update, edit, replace, scale, enable, disable, export, proxy-config log -r',
    destructive:
      'delete, uninstall, reset, destroy, * delete, * remove, * terminate-op, * destroy, sync --prune, * sync --prune, stop, purge, rolling-update --yes',
    endless: 'logs -f|--follow, * logs -f|--follow',
    object: 'named',
  },
  {
    names: 'kustomize',
    flags: '--load-restrictor --reorder --as-current-user -e --env',
    reads: 'build, version',
    changes: 'edit, create, fn, localize',
    object: 'none',
  },
];
