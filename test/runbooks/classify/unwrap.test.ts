// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classify} from '../../../src/runbooks/classify/classify.js';

describe('wrappers are taken off', () => {
  const inner = 'rm -rf /x';
  test.each([
    `sudo ${inner}`,
    `sudo -u root -E ${inner}`,
    `sudo FOO=1 ${inner}`,
    `doas ${inner}`,
    `env FOO=1 ${inner}`,
    `env -i -u X ${inner}`,
    `env -S "${inner}"`,
    `timeout -s KILL 30 ${inner}`,
    `nohup nice -n 5 ionice -c 3 ${inner}`,
    `command ${inner}`,
    `exec ${inner}`,
    `stdbuf -oL ${inner}`,
    `xargs -0 -n1 ${inner}`,
    `watch -n 2 '${inner}'`,
    `ssh -p 22 -o A=b host ${inner}`,
    `ssh host "${inner}"`,
    `ssh host 'sudo bash -c "${inner}"'`,
    `ssh host <<'EOF'\n${inner}\nEOF`,
    `bash -c '${inner}'`,
    `bash -lc '${inner}'`,
    `bash <<EOF\n${inner}\nEOF`,
    `su - postgres -c '${inner}'`,
    `kubectl exec -n web pod -c app -- ${inner}`,
    `kubectl -n web exec -it pod -- sh -c '${inner}'`,
    `kubectl exec pod ${inner}`,
    `oc rsh pod ${inner}`,
    `oc debug node/n1 -- chroot /host ${inner}`,
    `docker exec -it app ${inner}`,
    `docker compose -f a.yml exec app ${inner}`,
    `podman exec app ${inner}`,
    `chroot /host ${inner}`,
    `nsenter -t 1 -m -- ${inner}`,
    `find . -name x -exec ${inner} {} \\;`,
    `find . -execdir ${inner} {} +`,
    `ip netns exec blue ${inner}`,
    `flock /tmp/l ${inner}`,
    `flock /tmp/l -c '${inner}'`,
    `bundle exec ${inner}`,
    `ansible all -m shell -a '${inner}'`,
    `busybox ${inner}`,
    `gcloud compute ssh vm --zone z --command '${inner}'`,
  ])('%s', text => {
    const verdict = classify(text);
    expect(verdict.level).toBe('destructive');
    expect(verdict.commands).toContain('rm');
  });

  test('what only reads keeps reading', () => {
    for (const text of [
      'sudo -u x env A=b timeout 5 cat f',
      'ssh host "df -h | sort"',
      'kubectl exec -it p -- cat /f',
    ]) {
      expect(classify(text).level).toBe('reads');
    }
  });
});
