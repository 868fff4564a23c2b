import type {Tool} from '../tool.js';

/** Stores, queues and what stands around them. SQL is read in `sql.ts`. */
export const DATA: readonly Tool[] = [
  {
    names: 'redis-cli, valkey-cli, keydb-cli, redis-cluster',
    values: '-h -p -a -n -u -r -i -s -d -D -c --user --pass --pattern --cacert --cert --key --sni --count --cluster',
    switches: '--no-auth-warning --tls --raw --no-raw --csv --json --insecure --askpass -2 -3 -e',
    flags: '-d -D --quoted-input --verbose --scan',
    reads:
      'ping, get, mget, info, info *, keys, scan, ttl, pttl, type, exists, llen, lrange, hget, hgetall, hlen, smembers, scard, zcard, zrange, strlen, dbsize, slowlog get, slowlog len, client list, config get, memory usage, memory stats, memory doctor, cluster info, cluster nodes, cluster slots, sentinel masters, sentinel master, sentinel slaves, sentinel replicas, sentinel sentinels, sentinel get-master-addr-by-name, sentinel ckquorum, sentinel myid, sentinel info-cache, sentinel config get, latency latest, latency history, latency doctor, latency graph, latency histogram, client info, client id, client getname, cluster shards, cluster myid, cluster keyslot, cluster countkeysinslot, sismember, zscore, zrank, hmget, hkeys, hvals, hexists, bitcount, getrange, hscan, sscan, zscan, zrevrange, zrangebyscore, command *, module list, acl list, acl whoami, acl log, --cluster=check|--cluster=info, role, time, object *, xlen, xinfo *, lastsave, monitor, pubsub *, --bigkeys|--memkeys|--hotkeys|--stat|--latency|--latency-history|--scan',
    changes:
      'acl log reset, acl setuser, acl deluser, acl load, acl save, function load, function restore, function kill, set, setex, mset, hset, lpush, rpush, sadd, zadd, expire, incr, config set, config rewrite, config resetstat, bgsave, save, bgrewriteaof, client kill, client pause, replicaof, slaveof, publish, slowlog reset, eval, cluster meet, memory purge, persist, rename, --cluster',
    destructive:
      'function delete, function flush, flushall, flushdb, del, unlink, shutdown, debug *, cluster reset, cluster failover, sentinel failover, sentinel reset, sentinel remove, lpop, rpop, ltrim, xtrim, hdel, srem, cluster forget, script kill, script flush',
    bare: 'changes',
    why: 'opens a session',
    endless: 'monitor, --stat, --latency, --latency-history, subscribe, psubscribe',
    terminal:
      '$ !--stat|--scan|--bigkeys|--memkeys|--hotkeys|--latency|--latency-history|--pipe|--rdb|--eval|--cluster|-x|--help|--version',
    caseless: true,
    object: 'last',
  },
  {
    names: 'etcdctl',
    values: '--endpoints --cacert --cert --key --user --password --command-timeout --dial-timeout -w --write-out',
    switches: '--insecure-skip-tls-verify --insecure-transport --debug --hex',
    reads:
      'get, member list, endpoint health, endpoint status, endpoint hashkv, alarm list, version, watch, user list, role list, user get, role get, lease list, snapshot status, cluster-health, ls, auth status',
    changes:
      'put, member add, member update, member promote, alarm disarm, snapshot save, lease grant, check perf = puts keys there, check datascale = puts keys there, user add, role add, role grant-permission, user grant-role, auth enable, move-leader, set, mk, mkdir, lock, elect, defrag = blocks the member while it runs',
    destructive:
      'del, member remove, compact, compaction, snapshot restore, auth disable, user delete, role delete, lease revoke, rm, rmdir, migrate, update',
    endless: 'watch, elect, lock',
    object: 'last',
  },
  {
    names: 'cockroach',
    values: '--host --certs-dir --url --format -u -p --port --user',
    reads: 'node status, node ls, version, debug check-store',
    changes: 'start, init, cert, userfile, debug',
    destructive: 'quit, node drain, node decommission, node recommission, debug reset-quorum',
    object: 'last',
  },
  {
    names: 'etcdutl',
    any: 'changes',
    reads: 'snapshot status, version, hashkv',
    destructive: 'snapshot restore, defrag',
    object: 'last',
  },
  {
    names: 'ceph, ceph-volume, cephadm',
    values: '-c --conf -k --keyring -n --name --id --cluster -m -f --format',
    switches: '--connect-timeout',
    floor: '-o|--out-file|-i',
    bare: 'reads',
    reads:
      '$ -s|--status, $ -v|--version, $ -w, status, health, health detail, df, df detail, version, versions, report, fsid, features, quorum_status, mon stat, mon dump, mon metadata, mgr stat, mgr dump, mgr services, mgr module ls, mgr metadata, osd tree, osd df, osd df tree, osd status, osd stat, osd dump, osd perf, osd pool ls, osd pool get, osd pool stats, osd pool autoscale-status, osd find, osd metadata, osd blocked-by, osd crush tree, osd crush rule ls, osd crush rule dump, osd crush dump, osd crush class ls, osd ok-to-stop, osd safe-to-destroy, osd lspools, osd getcrushmap, osd erasure-code-profile ls, osd erasure-code-profile get, osd blocklist ls, osd numa-status, osd utilization, pg stat, pg dump, pg dump_stuck, pg ls, pg map, pg * query, pg ls-by-osd, pg ls-by-pool, pg * list_unfound, fs ls, fs status, fs dump, fs get, fs subvolume ls, fs subvolumegroup ls, mds stat, mds metadata, auth ls, auth list, auth get, auth get-key, config get, config dump, config show, config ls, config log, crash ls, crash ls-new, crash info, crash stat, log last, orch ls, orch ps, orch status, orch host ls, orch device ls, device ls, device info, time-sync-status, balancer status, progress $, progress json, osd pool application get, tell * version, daemon * perf dump, daemon * config show, daemon * dump_ops_in_flight, daemon * status, tell * dump_ops_in_flight, lvm list, inventory, ls, rbd perf image iostat, osd count-metadata, telemetry show, node ls',
    changes:
      'config set, osd in, osd pool set, osd pool create, osd pool application enable, osd reweight, osd crush reweight, osd crush set, osd crush add, osd crush move, osd set, osd unset, osd scrub, osd deep-scrub, pg scrub, pg deep-scrub, pg repair, mgr module enable, mgr module disable, mgr fail, mon add, auth add, auth get-or-create, auth caps, auth import, crash archive, crash archive-all, orch apply, orch daemon restart, orch restart, orch host add, balancer on, balancer off, balancer mode, fs set, fs new, mds fail, tell, daemon, injectargs, osd primary-affinity, osd require-osd-release, telemetry on, telemetry off, health mute, health unmute, dashboard, osd set-full-ratio, osd set-nearfull-ratio, osd set-backfillfull-ratio, osd reweight-by-utilization, config assimilate-conf, osd crush rule create-replicated, osd pg-upmap, osd crush create-or-move, osd crush reweight-all, osd pool rename, mon enable-msgr2, osd new, fs subvolumegroup create, lvm activate',
    destructive:
      'osd purge = removes the OSD, osd destroy, osd rm, osd out = moves its data away, osd down, osd lost, osd stop, osd crush remove, osd crush rm, osd crush rule rm, osd pool delete, osd pool rm, osd force-create-pg, osd blocklist add, osd blocklist rm, osd setcrushmap, pg force-recovery, pg * mark_unfound_lost, mon remove, mon rm, auth del, auth rm, fs rm, fs fail, fs subvolume rm, config rm, crash rm, crash prune, orch rm, orch osd rm, orch host rm, orch daemon rm, mds rmfailed, lvm zap, rm-cluster, zap-osds, osd pool set * size 1, osd rm-pg-upmap-items, osd erasure-code-profile rm',
    endless: '-w',
    terminal: 'shell',
    object: 'last',
  },
  {
    names:
      'rbd, rados, radosgw-admin, cephfs-journal-tool, ceph-objectstore-tool, cephfs-table-tool, crushtool, monmaptool, rgw-orphan-list',
    values:
      '-p --pool -n --id -c -k --image --uid --bucket --rgw-realm --rgw-zonegroup --rgw-zone --data-path --pgid --op',
    any: 'changes',
    floor: '--sync-stats|--reset-stats',
    reads:
      'ls, list, info, status, du, df, stat, showmapped, lock ls, lock list, snap ls, children, lspools, listomapkeys, listxattr, listsnaps, * list, * stats, * info, * get, * status, * ls, sync status, --version, trash ls, device list, journal inspect, * inspect, list-inconsistent-*, --print, --op=list|--op=info, perf image *, mirror * status',
    destructive:
      'rm, remove, del, purge, rmpool, cppool, * rm, * remove, * purge, * delete, trash purge, snap purge, * reset, journal reset, --op=remove, rollback, snap rollback, rmomapkey, export-remove, gc process',
    object: 'last',
  },
  {
    names: 'consul, vault, nomad, boundary, waypoint',
    values: '-address -token -namespace -format -field -http-addr -datacenter -ca-file -region -wrap-ttl',
    single: true,
    reads:
      'members, info, status, version, list, read, catalog *, operator raft list-peers, operator usage, kv get, kv list, token lookup, secrets list, auth list, policy list, policy read, audit list, operator members, operator key-status, node status, job status, alloc status, alloc logs, server members, monitor, validate, job inspect, job history, deployment status, operator raft autopilot get-config, path-help, intention list, lease lookup, plugin list, operator autopilot state, acl token list, eval status, rtt, config list, config read, snapshot inspect, kv metadata get, print token, token capabilities',
    changes:
      'read */creds/* = makes credentials, kv put, kv patch, write, login, unwrap, token create, token renew, secrets enable, secrets tune, auth enable, policy write, operator unseal, operator init, reload, join, maint, intention create, snapshot save, lock, watch, exec, job run, run, job plan, job promote, job restart, alloc restart, alloc exec, node eligibility, acl *, config write, event, services register, operator rotate, operator rekey, lease renew, audit enable, agent, connect *, operator raft snapshot save, ssh',
    destructive:
      'kv delete, kv destroy, kv import, kv metadata delete, delete, token revoke, secrets disable, secrets move, auth disable, policy delete, operator seal, operator step-down, operator raft remove-peer, snapshot restore, leave, force-leave, lease revoke, job stop, stop, alloc stop, node drain, operator raft snapshot restore, system gc, audit disable, services deregister, acl token delete, config delete, intention delete, namespace delete, operator generate-root, kv rollback, operator force-leave',
    terminal: 'login, operator unseal, operator init, ssh',
    endless: 'monitor, watch, agent',
    object: 'last',
  },
  {
    names: 'rabbitmqctl, rabbitmq-diagnostics, rabbitmq-queues, rabbitmqadmin, rabbitmq-plugins, rabbitmq-upgrade',
    values: '-n -p --vhost -u -H -P -V -q --timeout',
    reads:
      'status, cluster_status, list_*, list *, ping, check_*, environment, report, show *, get_*, server_version, node_health_check, alarms, listeners, memory_breakdown, quorum_status, consumer_timeout, observer, version, overview, is_*, list, remote_shell_help',
    changes:
      'add_*, set_*, start_app, enable, disable, declare *, publish *, import_definitions, export_definitions, sync_queue, join_cluster, await_*, change_password, authenticate_user, cancel_sync_queue, rebalance, grow, eval, enable_feature_flag, get *, export, import',
    destructive:
      'stop, stop_app, reset, force_reset, delete_*, delete *, purge_queue, purge *, clear_*, close_*, forget_cluster_node, force_boot, rotate_logs, kill_*, shrink, drain, shutdown, delete_member',
    object: 'last',
  },
  {
    names:
      'kafka-topics, kafka-topics.sh, kafka-consumer-groups, kafka-consumer-groups.sh, kafka-configs, kafka-configs.sh, kafka-reassign-partitions, kafka-reassign-partitions.sh, kafka-acls, kafka-acls.sh, kafka-leader-election, kafka-leader-election.sh, kafka-log-dirs, kafka-log-dirs.sh, kafka-delete-records, kafka-delete-records.sh, kafka-preferred-replica-election.sh, kafka-broker-api-versions, kafka-broker-api-versions.sh, kafka-get-offsets.sh',
    single: true,
    any: 'changes',
    reads: '--list, --describe, --verify, --version, --generate',
    destructive: '--delete, --reset-offsets --execute, --execute, --delete-config, --remove, --offset-json-file',
    previews: '--dry-run',
    object: 'none',
  },
  {
    names: 'kafka-console-consumer, kafka-console-consumer.sh',
    single: true,
    any: 'reads',
    endless: '!--max-messages|--timeout-ms',
    changes: '--group|--consumer-property',
    object: 'none',
  },
  {
    names: 'kcat, kafkacat',
    values: '-b -t -p -o -c -G -X -F -f -s',
    any: 'changes',
    floor: '-G|-P|-F',
    reads: '-L, -Q, -C',
    endless: '-C !-e|-c',
    object: 'none',
  },
  {
    names:
      'pg_isready, pg_controldata, pg_config, pg_lsclusters, pg_waldump, pg_verifybackup, mysqldumpslow, pt-query-digest, pg_amcheck',
    any: 'reads',
    floor: '--install-missing, --review|--history|--resume|--pid|--daemonize|--log|--save-results',
    object: 'none',
  },
  {names: 'mongostat, mongotop', any: 'reads', endless: '!-n|--rowcount', object: 'none'},
  {names: 'innotop', any: 'changes', terminal: '!--help', endless: '!--help', object: 'none'},
  {names: 'pgbadger', any: 'changes', why: 'writes a report', object: 'none'},
  {
    names:
      'pg_dump, pg_dumpall, mysqldump, mongodump, pg_basebackup, xtrabackup, mariabackup, mongoexport, barman, barman-cloud-backup, mydumper, wal-g, wal-e, pgbackrest, pgbench, createdb, createuser, vacuumdb, reindexdb, analyzedb, pg_rewind, pg_upgrade, pg_createsubscriber, mongoimport, mysqlimport',
    any: 'changes',
    reads:
      'list-backup, list-backups, show-backup, check, status, info, backup-list, list, list-server, show-server, verify, wal-verify',
    destructive: 'delete, recover, expire, stanza-delete, backup-fetch, restore',
    object: 'last',
  },
  {
    names: 'pg_restore',
    values: '-d -h -p -U -n -t -j --dbname',
    any: 'changes',
    reads: '-l|--list',
    destructive: '--clean|-c = drops what is there before it restores',
    object: 'last',
  },
  {
    names: 'dropdb, dropuser, mongorestore, pg_resetwal, pg_resetxlog, initdb, pg_archivecleanup, myloader',
    values: '-h -p -U',
    any: 'destructive',
    object: 'last',
  },
  {
    names:
      'pg_ctl, pg_ctlcluster, mysqladmin, mongod, mysqld, mysqld_safe, pgbouncer, patroni, repmgr, orchestrator, orchestrator-client',
    values: '-D -h -P -u -p -c -d',
    any: 'changes',
    reads:
      'status $, ping $, processlist $, extended-status $, variables $, version $, * status $, cluster show, node status, node check, cluster event, cluster crosscheck',
    destructive:
      'stop, drop, kill, shutdown, flush-*, * stop, * shutdown, * kill, * flush-*, * drop, * * shutdown, standby switchover, standby promote, standby follow, node rejoin, promote, reset-master, stop-slave',
    object: 'last',
  },
  {
    names: 'patronictl',
    values: '-c -d -k',
    reads: 'list, topology, history, show-config, version, dsn',
    changes: 'reload, restart, pause, resume, edit-config, flush, query',
    destructive:
      'failover = moves the primary, switchover = moves the primary, remove, reinit = wipes the replica and copies it again',
    terminal: 'failover !--force, switchover !--force, edit-config, remove, reinit !--force, restart !--force',
    object: 'last',
  },
  {
    names: 'nodetool',
    single: true,
    values: '-h --host -p --port -u --username -pw --password -pwf --password-file',
    reads:
      'status, info, ring, tpstats, cfstats, tablestats, compactionstats, netstats, describecluster, gossipinfo, version, getlogginglevels, proxyhistograms, describering, listsnapshots, gettimeout, tablehistograms, cfhistograms, statusgossip, statusbinary',
    changes:
      'repair, flush, snapshot, setlogginglevel, enablegossip, enablebinary, setcompactionthroughput, rebuild, upgradesstables, refresh, enableautocompaction, disableautocompaction, scrub',
    destructive:
      'drain, decommission, removenode, assassinate, cleanup, clearsnapshot, compact, stopdaemon, disablegossip, disablebinary, garbagecollect, move, truncatehints, stop',
    object: 'last',
  },
  {
    names: 'promtool, amtool, mimirtool, cortextool, logcli, thanos, tempo-cli, loki',
    values: '--alertmanager.url --config.file --addr --id --address --org-id',
    reads:
      'check, check *, query, query *, test, test *, alert, alert query, silence query, config show, config routes, config routes *, cluster show, check-config, template render, labels, series, instant-query, tools bucket ls, tools bucket inspect, tools bucket verify, rules list, rules diff, rules print, rules lint -n|--dry-run, rules check, alertmanager get, stats, list *, --version, tsdb list, tsdb analyze, view *',
    changes:
      'silence add, silence import, rules lint = writes the files, analyse = writes files, analyze = writes files, debug = writes a file, rules load, rules sync, alertmanager load, tools bucket mark, tsdb create-blocks-from, push *, backfill, alert add, silence update',
    destructive:
      'silence expire, rules delete, alertmanager delete, tools bucket cleanup, tools bucket rewrite, tools bucket retention, delete *, remote-read',
    endless: 'query --tail|-t|-f',
    object: 'last',
  },
  {
    names: 'zkCli.sh, zookeeper-shell, zookeeper-shell.sh, zkCli',
    values: '-server',
    single: true,
    any: 'changes',
    reads: 'ls, get, stat, * ls, * get, * stat',
    destructive: 'delete, deleteall, rmr, * delete, * deleteall, * rmr',
    object: 'last',
  },
  {
    names: 'nginx, openresty',
    any: 'changes',
    reads: '-t|-T|-v|-V',
    floor: '-g',
    destructive: '-s=stop|-s=quit',
    values: '-s -c -p -g',
    object: 'none',
  },
  {
    names: 'apachectl, apache2ctl, httpd',
    any: 'changes',
    reads: '-t|-S|-v|-V|-M, configtest, status, fullstatus',
    destructive: 'stop, graceful-stop',
    object: 'none',
  },
  {names: 'haproxy', values: '-f', any: 'changes', reads: '-c|-v', object: 'none'},
  {
    names: 'varnishadm',
    values: '-n -T -S',
    any: 'changes',
    reads: 'status, backend.list, ban.list, vcl.list, param.show, ping',
    destructive: 'ban, stop',
    object: 'last',
  },
  {
    names: 'postqueue, postconf, postsuper, postfix',
    any: 'changes',
    reads: '-p|-n, status, check',
    destructive: '-d, stop, abort',
    object: 'last',
  },
  {names: 'named-checkconf, named-checkzone', any: 'reads', object: 'none'},
  {
    names: 'rndc, unbound-control',
    values: '-p -c -s -k',
    any: 'changes',
    reads: 'status, stats_noreset, dump_cache, zonestatus, list_*',
    destructive: 'stop, halt, flush, flush_*, flushname, flushtree',
    object: 'last',
  },
  {
    names: 'certbot, acme.sh, step, fail2ban-client',
    any: 'changes',
    reads: 'certificates, certificate inspect, status, version, ping',
    destructive: 'revoke, delete, stop, unban',
    object: 'last',
  },
  {
    names: 'mailq',
    glued: '-A',
    flags: '-v -A',
    any: 'reads',
    changes: '-q = makes the server send what waits in the queue',
    object: 'none',
  },
  {names: 'exiqgrep', any: 'reads', object: 'none'},
  {
    names: 'varnishlog, varnishncsa, varnishstat, varnishhist, varnishtop',
    any: 'reads',
    floor: '-w|-D|-P',
    endless: '!-1|-d',
    object: 'none',
  },
];
