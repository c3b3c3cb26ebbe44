// Numbers for whoever watches this installation, as Prometheus reads them: how many, how old, how long. No id, no name, no school.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Measures } from '#app/domain/ports/measures.ts';

/** What is read from the database and the queue at each look. */
export interface Readings {
  /** posts that are due or on their way, by state */
  posts: Readonly<Record<string, number>>;
  /** deliveries that have not ended, by state */
  deliveries: Readonly<Record<string, number>>;
  /** due for two minutes, and neither out nor stopped */
  lateDue: number;
  oldestDueSeconds: number;
  stuck: number;
  openTakedowns: number;
  lateTakedowns: number;
  /** second copies of posts that should be gone by now */
  copiesLeft: number;
  workersAlive: number;
  /** seconds since any worker's last sign of life; null when there was never one */
  workerSilentSeconds: number | null;
  mailsWaiting: number;
  staffMailsWaiting: number;
  /** how long the oldest of them has not left */
  oldestStaffMailSeconds: number;
  /** accounts' connections by status */
  connections: Readonly<Record<string, number>>;
  queueUp: boolean;
  clockTrusted: boolean;
}

export interface Prometheus {
  measures: Measures;
  /** The page of numbers. `read` null: the process has none but its own, or they could not be read. */
  page(read: Readings | null): Promise<{ type: string; text: string }>;
}

/** Gauges that have a line for each state. */
const BY_STATE = new Set(['posts', 'deliveries', 'connections']);

/** `steadyNow` is a clock in ms that only runs forward. */
export function createPrometheus(steadyNow: () => number = () => performance.now()): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `gatepost_${name}`, help, labelNames, registers });
  const ran = new Map<string, number>();
  const age = gauge('sweep_age_seconds', 'Seconds since a sweep of this process last looked for work.', [
    'sweep',
  ]);
  const failures = new Counter({
    name: 'gatepost_sweep_failures_total',
    help: 'Runs of a sweep that failed as a whole.',
    labelNames: ['sweep'],
    registers,
  });
  const tries = new Counter({
    name: 'gatepost_publish_tries_total',
    help: 'What tries at due posts came to.',
    labelNames: ['outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'gatepost_publish_after_due_seconds',
    help: 'Seconds from a post’s time, or its turn among the posts of its account, until it was out.',
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800],
    registers,
  });
  const databaseUp = gauge('database_up', 'Whether the database answered this time.');
  const gauges = {
    posts: gauge('posts', 'Posts that have a time and have not ended, by state.', ['state']),
    deliveries: gauge('deliveries', 'Deliveries that have not ended, by state.', ['state']),
    lateDue: gauge('due_late', 'Posts due for two minutes that are neither out nor stopped.'),
    oldestDue: gauge('oldest_due_seconds', 'How long the oldest of them has been due.'),
    stuck: gauge('deliveries_stuck', 'Deliveries of dead workers that nobody has freed.'),
    takedowns: gauge('takedowns_open', 'Takedowns that have not ended.'),
    lateTakedowns: gauge('takedowns_late', 'Takedowns past their deadline.'),
    copies: gauge('post_copies_left', 'Second copies of posts that should be gone by now.'),
    workers: gauge('workers_alive', 'Workers that gave a sign of life lately.'),
    silence: gauge('worker_silence_seconds', 'Seconds since any worker’s last sign of life.'),
    mails: gauge('mails_waiting', 'Letters that have not left.'),
    staffMails: gauge('staff_mails_waiting', 'E-mails to staff that have not left.'),
    oldestStaffMail: gauge('oldest_staff_mail_seconds', 'How long the oldest of them has waited.'),
    connections: gauge('account_connections', 'Connections of accounts, by status.', ['status']),
    queue: gauge('queue_up', 'Whether the queue answers.'),
    clock: gauge('clock_trusted', 'Whether this machine and the database agree on the time.'),
  };

  const show = (read: Readings): void => {
    for (const [states, of, label] of [
      [read.posts, gauges.posts, 'state'],
      [read.deliveries, gauges.deliveries, 'state'],
      [read.connections, gauges.connections, 'status'],
    ] as const) {
      of.reset();
      for (const [state, count] of Object.entries(states)) of.set({ [label]: state }, count);
    }
    gauges.lateDue.set(read.lateDue);
    gauges.oldestDue.set(read.oldestDueSeconds);
    gauges.stuck.set(read.stuck);
    gauges.takedowns.set(read.openTakedowns);
    gauges.lateTakedowns.set(read.lateTakedowns);
    gauges.copies.set(read.copiesLeft);
    gauges.workers.set(read.workersAlive);
    gauges.silence.set(read.workerSilentSeconds ?? 0);
    gauges.mails.set(read.mailsWaiting);
    gauges.staffMails.set(read.staffMailsWaiting);
    gauges.oldestStaffMail.set(read.oldestStaffMailSeconds);
    gauges.queue.set(Number(read.queueUp));
    gauges.clock.set(Number(read.clockTrusted));
  };

  /** What could not be read is left out: a number from before, or a nought, would be made up. */
  const hide = (): void => {
    for (const [name, one] of Object.entries(gauges)) {
      one.reset();
      // One without labels begins again at nought, and has to be taken out.
      if (!BY_STATE.has(name)) one.remove();
    }
  };

  return {
    measures: {
      sweepRan(name, well) {
        ran.set(name, steadyNow());
        if (!well) failures.inc({ sweep: name });
      },
      published: (afterDueMs) => latency.observe(Math.max(0, afterDueMs) / 1_000),
      tried: (outcome) => tries.inc({ outcome }),
    },
    async page(read) {
      databaseUp.set(Number(read !== null));
      if (read) show(read);
      else hide();
      for (const [sweep, at] of ran) age.set({ sweep }, (steadyNow() - at) / 1_000);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
