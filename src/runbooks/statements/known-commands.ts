const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Commands that runbooks use: enough to tell a command from prose where nothing else does. */
const KNOWN = new Set(
  words(`
    alertmanager amtool ansible ansible-playbook apt apt-get argocd arp awk aws az base64 bash blkid bq brew bundle bzip2
    cat cd cfdisk ceph chef-client chmod chown chronyc chroot cilium cmctl cockroach conntrack consul cp crictl crontab
    crsctl ctr curl cut date dd df dig dmesg dnf docker docker-compose dpkg drbdadm du echo efibootmgr env etcdctl exit
    export ethtool fdisk ffmpeg find findmnt flux free fuser gcloud gdb getent git glab gh go gpg grep gsutil gunzip gzip
    head helm helmfile host hostname htop http iftop ifconfig influx install iostat iotop ip ipmitool iptables istioctl
    java jcmd jmap jobs journalctl jps jq jstack k9s kafka-consumer-groups kafka-topics kill killall kinit knife kops
    kubeadm kubectl kubectl-cnpg kubens kubectx kustomize ldapsearch less lftp ln logger loki logcli ls lsblk lscpu lsmod
    lsof lvextend lvs make mc mcopy md5sum mdadm megacli mkdir mkfs mongo mongodump mongorestore mongosh mount mtr mv
    mysql mysqladmin mysqldump nc ncat ncdu netcat netstat nft nginx nice nodetool nomad npm npx nslookup nsenter ntpq
    numactl oc odo openssl osqueryi packer passwd patronictl perf pg_basebackup pg_ctl pg_ctlcluster pg_dump pg_dumpall
    pg_isready pg_lsclusters pg_restore pgrep php ping pip pkill pmap podman printf promtool ps psql pstack puppet pvcreate
    pvs pwd pwgen python python3 rabbitmqctl rabbitmq-diagnostics rados radosgw-admin rails rake rbd redis-cli reboot
    resize2fs rm rmdir rndc route rsync ruby runuser rook s3cmd sar scp screen sealed-secrets sed service setfacl sfdisk
    sftp sh sha256sum shutdown skopeo sleep smartctl snap sort source speedtest ss ssh ssh-add ssh-copy-id ssh-keygen
    sshpass stat step strace su sudo swapoff swapon sync sysctl syslog systemctl systemd-analyze tail tar tc tcpdump tee
    telnet terraform terragrunt thanos time timeout tmux top touch tr traceroute truncate tune2fs ufw ulimit umount uname
    unzip uptime useradd userdel usermod uuidgen vault velero vgextend vgs vim virsh virtctl vmstat w watch wc wget which
    who xargs xfs_growfs xfs_repair yarn yq yum zcat zfs zgrep zip zpool zypper gitlab-ctl gitlab-rails gitlab-rake
    mimirtool tempo-cli cortextool jaeger hypershift rosa ocm ibmcloud doctl linode-cli hcloud openstack nova cinder
    gitlab-psql gitlab-redis-cli pbcopy pbpaste goss inspec sops age certbot keytool kcat kafkacat zkCli.sh pt-query-digest innotop mytop pgbench pgbadger barman
    wal-g wal-e pgbackrest repmgr pt-online-schema-change gh-ost orchestrator-client proxysql cqlsh nodetool elasticsearch
    curator esrally sensu sensuctl nrpe zabbix_get snmpwalk snmpget nmap whois iperf iperf3 ab hey wrk k6 vegeta siege
    stern kail kubetail kubeseal kubent pluto popeye kubecolor kyverno opa conftest trivy grype syft cosign crane oras
    buildah nerdctl containerd lxc lxd multipass vagrant minikube kind k3s k3d microk8s eksctl aws-vault saml2aws awsume
  `),
);

/** Also everyday English: alone they do not make a line a command. */
const ENGLISH = new Set(
  words(
    'find watch time make sort cut host install kill less head tail go kind source service step screen date route tempo-cli env who w which touch truncate sync export age cat jobs exit top free hey mount route wall test',
  ),
);

/** Whether a word names a command, as far as its text tells: known, or a path of a program. */
export function isCommandWord(word: string): boolean {
  return KNOWN.has(word) || /^(?:(?:\.{1,2}|~)?|bin|scripts?|tools)\/[\w@.+-]+(?:\/[\w@.+-]+)*$/.test(word);
}

/** The first word of a line that a shell would run: what is before it only prepares. */
export function firstWord(line: string): string {
  const bare = line
    .trim()
    .replace(
      /^(?:(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\$\([^)]*\)|\$(?!\()|[^\s"'$])*|sudo(?:\s+-\S+)*|time|exec|!|\()\s+)+/,
      '',
    );
  return /^[^\s;|&()<>]+/.exec(bare)?.[0] ?? '';
}

/** Whether a line reads as a command and not as a sentence that begins with the same word. */
export function looksLikeCommand(line: string): boolean {
  const word = firstWord(line);
  if (/^(?:for|while|until|if)$/.test(word)) return /;\s*(?:do|then)\b|\b(?:do|then)\s*$/.test(line);
  if (!isCommandWord(word)) return false;
  return !ENGLISH.has(word) || /(?:^|\s)(?:-{1,2}\w|[|>$]|\S*[/=])/.test(line.trim().slice(word.length));
}
