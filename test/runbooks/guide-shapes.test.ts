import {describe, expect, test} from 'vitest';
import {documentOf, statementsOf, stepsOf, textsOf} from './reading.js';

describe('shapes that guides have', () => {
  test('a guide that is itself the runbook, with SQL among its commands', () => {
    const text = `
# Handbook

## Technical Procedures

### 1. Investigation

#### To gather
- [ ] **When** it began
- [ ] **Who** is hit

#### Quick commands
'''bash
# health
kubectl get pods -n shop
docker ps | grep unhealthy

# errors
curl -s "https://metrics.example.net/q?x={service:api}" \\
  -H "KEY: $KEY"
'''

### 2. Containment

'''bash
kubectl scale deployment api --replicas=0

# only if writes fail
UPDATE config SET readonly = true WHERE id = 1;

# Rollback (CRITICAL - ask first)
pg_restore --clean -d shop latest.dump
'''

## Templates

'''
**INCIDENT** - [title]
'''
`;
    const document = documentOf(text);
    expect(statementsOf(document).map(({notRunnable}) => notRunnable)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'SQL, not a command of the shell',
      undefined,
    ]);
    expect(statementsOf(document).at(-1)?.warning).toBe('Rollback (CRITICAL - ask first)');
    expect(
      stepsOf(document)
        .filter(({task}) => task)
        .map(({title}) => title),
    ).toEqual(['When it began', 'Who is hit']);
  });

  test('bold steps with lists and a fence whose strings go over lines', () => {
    const text = `
# Pager

### Setting Up

**Step 1: Create a service**
1. Go to the page
2. Copy the **key**

**Step 2: Test it**
'''bash
# directly
curl -X POST https://events.example.net/v2 \\
  -d '{
    "key": "YOUR_KEY",
    "a": {"b": "c"}
  }'

# through the other one
curl -X POST http://am:9093/api \\
  -d '[{
    "x": 1
  }]'
'''

**Step 3: Verify It Works**
- Look at your phone
- Acknowledge it
`;
    const document = documentOf(text);
    expect(textsOf(document).map(each => each.split('\n').length)).toEqual([5, 4]);
    expect(stepsOf(document).map(({title}) => title)).toEqual([
      'Go to the page',
      'Copy the key',
      'directly',
      'Look at your phone',
      'Acknowledge it',
    ]);
  });

  test('one file for several alerts, with an interactive shell, placeholders and comments alone', () => {
    const text = `
# Book

'''markdown
# Runbook: [Gateway] - [Scenario]

## Architecture
'''
[ASCII art]

 clients -> gateway
'''

## Common Issues

### Issue 1: Errors

**Symptoms**:
- Alert: "HighErrorRate" firing

**Diagnostic Steps**:
'''bash
# 1. Pods
kubectl get pods
kubectl describe pod <pod-name> -n shop

# 2. Connections
# (inside the pod)
kubectl exec -it <pod-name> -- /bin/sh
netstat -an | wc -l

# 3. Others
curl https://auth/health
'''

**Resolution Steps**:

If recent deployment:
'''bash
kubectl rollout undo deployment/gateway

# see that it works
'''

If others are down:
'''bash
# Call the owner
'''

### Issue 2: Slow

**Symptoms**:
- Alert: "HighLatency" firing

If queries are slow:
'''sql
-- with caution
SELECT pg_terminate_backend(pid)
FROM pg_stat_activity WHERE pid = <pid>;
'''

## Document Info
- **Owner**: Shop Team
'''

## Afterwards
`;
    const document = documentOf(text, 'Runbook: [Gateway] - [Scenario]');
    expect(statementsOf(document).map(({notRunnable}) => notRunnable?.slice(0, 14))).toEqual([
      undefined,
      undefined,
      undefined,
      'it is typed in',
      undefined,
      undefined,
      'SQL is shown a',
    ]);
    expect(document.alerts.map(({alertname, section}) => [alertname, section])).toEqual([
      ['HighErrorRate', 'issue-1-errors'],
      ['HighLatency', 'issue-2-slow'],
    ]);
    expect(document.metadata).toEqual({Owner: 'Shop Team'});
    expect(document.sections.find(({title}) => title === 'Architecture')?.steps[0]?.blocks[0]?.kind).toBe('shown');
  });
});
