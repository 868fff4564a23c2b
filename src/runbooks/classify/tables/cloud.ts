import type {Tool} from '../tool.js';

const READ_VERBS =
  'list, list-*, describe, describe-*, show, show-*, get, get-*, read, search, search-*, view, ssh-config, print-*, lookup, wait, tail, check-*, validate-*, version, info, help';
const CHANGE_VERBS =
  'create, create-*, snapshot, update, update-*, set, set-*, add, add-*, start, start-*, restart, resume, enable, enable-*, disable, disable-*, apply, patch, attach, attach-*, detach, detach-*, import, export, deploy, promote-*, promote, migrate, resize, scale, move, copy, login, activate-*, configure, upload, download, rollback, failover, invoke, publish, tag, untag, lock, unlock, abandon, rolling-action, get-credentials, add-iam-policy-binding, run-command';
const DESTROY_VERBS =
  'delete, delete-*, remove, remove-*, destroy, purge, stop, deallocate, reset, reset-*, rotate, rotate-*, restore, restore-*, revoke, terminate, suspend, clear, drain, recreate-*, abort, deprovision, redeploy, simulate-maintenance-event, disassociate';

/** Command lines of clouds, and what builds in them. */
export const CLOUD: readonly Tool[] = [
  {
    names: 'aws, aws2, awslocal',
    values:
      '--profile --region --output --query --endpoint-url --ca-bundle --cli-read-timeout --cli-connect-timeout --color',
    switches: '--no-verify-ssl --debug --no-paginate --no-cli-pager --no-sign-request',
    reads:
      '* describe-*, * list-*, * get-*, * head-*, * batch-get-*, * lookup-*, * search, * search-*, * query, * scan, * filter-log-events, * tail, * wait, * select-*, * estimate-*, * simulate-*, * validate-*, * check-*, * test-dns-answer, * test-event-pattern, * test-metric-filter, * view-*, * preview-*, s3 ls, s3 presign, sts *, ssm get-*, ssm describe-*, ssm list-*, logs start-query, configure list, configure get, ecr get-login-password, logs tail, eks describe-*, * help',
    changes:
      '* get-object, * get-object-torrent, * select-object-content, * get-job-output, * get-export, * get-sdk, * get-thing-shadow, * get-package-version-asset, * get-media, * get-clip, * get-latest-configuration, * get-snapshot-block, * create-*, * update-*, * put-*, * modify-*, * start-*, * run-*, * tag-*, * untag-*, * attach-*, * detach-*, * associate-*, * disassociate-*, * register-*, * enable-*, * disable-*, * set-*, * add-*, * copy-*, * import-*, * export-*, * publish, * send-*, * invoke, * allocate-*, * authorize-*, * apply-*, * promote-*, * resume-*, * restore-*, * rotate-*, * scale-*, * complete-*, * execute-*, * upload-*, s3 cp, s3 sync, s3 mb, eks update-kubeconfig, configure set, configure, ssm *, sso *, ecs execute-command, cloudformation deploy',
    destructive:
      '* delete-*, * terminate-*, * stop-*, * remove-*, * reboot-*, * revoke-*, * reset-*, * deregister-*, * release-*, * purge-*, * cancel-*, * failover-*, * deactivate-*, * force-*, * batch-delete-*, * abort-*, * change-resource-record-sets = changes what names point to, s3 rm, s3 rb, s3 mv, s3 sync --delete, * schedule-key-deletion, * update-service --desired-count=0 = takes every task down, * set-desired-capacity --desired-capacity=0 = takes every machine down',
    previews: '--dry-run|--dryrun|--generate-cli-skeleton',
    terminal: 'ssm start-session, ecs execute-command, configure $, configure sso, sso login',
    endless: 'logs tail --follow, ssm start-session',
    object: 'last',
  },
  {
    names: 'gcloud',
    values:
      '--project --zone --region --account --configuration --format --filter --limit --impersonate-service-account --cluster --location',
    switches: '--quiet -q --verbosity',
    anywhere: true,
    reads: READ_VERBS,
    changes: `${CHANGE_VERBS}, ssh, scp, connect, config set, set-*, auth login, auth application-default, container clusters get-credentials`,
    destructive: `${DESTROY_VERBS}, instances stop, failover = moves a database to its replica`,
    terminal: 'ssh !--command, auth login, connect, init, * !--quiet|-q delete',
    endless: 'logging tail, logs tail',
    object: 'last',
  },
  {
    names: 'az',
    values: '-g --resource-group -n --name --subscription -o --output --query -l --location',
    anywhere: true,
    reads: READ_VERBS,
    changes: `${CHANGE_VERBS}, invoke-action, run-command invoke, aks get-credentials, account set`,
    destructive: `${DESTROY_VERBS}, rest --method=delete|--method=DELETE|-m=delete|-m=DELETE`,
    terminal: 'ssh, login, interactive',
    endless: 'log tail',
    object: 'named',
  },
  {
    names: 'gsutil',
    values: '-o -h -p -c -l',
    switches: '-m -q',
    reads: 'ls, du, stat, cat, version, hash, iam get, acl get, lifecycle get, versioning get, logging get',
    changes: 'cp, mb, iam, acl, lifecycle, versioning, rewrite, setmeta, compose, config, notification, web, label',
    destructive: 'rm, rb, mv, rsync -d',
    object: 'last',
  },
  {
    names: 'bq',
    values: '--project_id --location --format --dataset_id',
    reads: 'ls, show, head, version, wait',
    changes: 'query, mk, load, cp, extract, update, insert, cancel',
    destructive: 'rm, truncate',
    object: 'last',
  },
  {
    names:
      'doctl, ibmcloud, oci, linode-cli, hcloud, openstack, scw, exo, aliyun, tccli, heroku, fly, flyctl, cf, civo, vultr-cli, nova, neutron, cinder, glance, govc, virsh, knife, pct, qm, vim-cmd, esxcli, esxcfg-*',
    anywhere: true,
    reads: `${READ_VERBS}, ls, status, logs, dominfo, dumpxml, domstate, find, ps, apps, *.info, *.ls`,
    changes: `${CHANGE_VERBS}, install, bootstrap, define, edit, ssh, reboot, ps:restart`,
    destructive: `${DESTROY_VERBS}, undefine, shutdown, rm, unset, *.destroy, *.remove`,
    terminal: 'console, edit',
    endless: 'logs -f|--follow|-t|--tail',
    object: 'last',
  },
  {
    names: 'terraform, tofu, terragrunt',
    single: true,
    values: '-target -var -var-file -state -out -chdir -replace',
    switches: '-no-color',
    flags:
      '-check -diff -recursive -json -raw -compact-warnings -detailed-exitcode -input -lock -lock-timeout -parallelism -refresh -refresh-only -destroy -module-depth -type -draw-cycles -plan -test-directory -no-tests -show-sensitive -concise -id',
    floor: '-out|-generate-config-out|-state-out|-backup',
    reads:
      'plan, show, output, validate, version, providers $, providers schema, graph, state list, state show, state pull, workspace list, workspace show, fmt -check, console',
    changes:
      'init, apply, import, refresh, fmt, get, workspace, state, login, test, untaint, force-unlock, taint, run-all plan',
    destructive:
      'apply * = applies a plan without asking, apply -auto-approve = changes infrastructure without asking, apply --auto-approve = changes infrastructure without asking, apply -destroy, destroy, state rm, state push, state mv, workspace delete, force-unlock -force, run-all apply, run-all destroy',
    terminal: 'apply !-auto-approve|--auto-approve, destroy !-auto-approve|--auto-approve|-force, console, import',
    object: 'none',
  },
  {names: 'packer', reads: 'validate, inspect, version, fmt -check', changes: 'build, init, fmt', object: 'last'},
  {
    names: 'pulumi',
    values: '-s --stack -C --cwd',
    floor: '--save-plan|--import-file|--event-log',
    reads: 'preview, stack ls, stack output, stack history, stack $, version, logs, whoami, config get',
    changes: 'config, refresh, import, login, new, up, stack select',
    destructive: 'destroy, up --yes|-y, stack rm, state delete, cancel',
    terminal: 'up !--yes|-y, destroy !--yes|-y, refresh !--yes|-y',
    object: 'none',
  },
  {
    names: 'ansible-playbook',
    values: '-i -l -e -t --limit --tags --extra-vars -u',
    any: 'changes',
    reads: '--check|--list-hosts|--list-tasks|--syntax-check',
    terminal: '-K|--ask-become-pass|-k|--step',
    object: 'first',
  },
  {
    names: 'ansible-inventory, ansible-doc, ansible-config, ansible-lint',
    any: 'reads',
    floor: '--output|--fix|--write',
    object: 'none',
  },
];
