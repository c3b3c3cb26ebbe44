// A worker that is told to stop: no new claim from that moment, the row in hand is finished, nothing else is begun, and it takes
// bounded time however long what is in hand takes (PF6).
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { within } from '#app/stop-signals.server.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { startSweeps } from '#workers/sweeps/run-sweeps.ts';
import { each, type Sweep } from '#workers/sweeps/sweep.ts';

const deps = { clock: fixedClock('2026-11-18T15:30:00Z'), log: quietLog() } as unknown as WorkerDeps;

/** A sweep over three hundred rows, each of which ends when it is told to. */
function slowSweep() {
  const begun: number[] = [];
  const endings: (() => void)[] = [];
  const sweep: Sweep = {
    name: 'slow',
    everyMs: 1,
    run: (sweepDeps) =>
      each(
        sweepDeps,
        'slow',
        Array.from({ length: 300 }, (_, row) => row),
        2,
        (row) => {
          begun.push(row);
          return new Promise<void>((resolve) => endings.push(resolve));
        },
      ),
  };
  return { sweep, begun, endAll: () => endings.splice(0).forEach((end) => end()) };
}

describe('a sweep that is stopped', () => {
  it('finishes the rows in hand and begins no other', async () => {
    const { sweep, begun, endAll } = slowSweep();
    const running = startSweeps(deps, [sweep]);
    expect(begun).toEqual([0, 1]);
    const stopped = running.stop();
    endAll();
    await stopped;
    expect(begun).toEqual([0, 1]);
  });

  it('is not waited for longer than it was given', async () => {
    const { sweep, begun } = slowSweep();
    const running = startSweeps(deps, [sweep]);
    const before = performance.now();
    await running.stop(50);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(begun).toEqual([0, 1]);
  });

  it('is halted at once, before anybody waits for it, and does not run again', async () => {
    const { sweep, begun, endAll } = slowSweep();
    const running = startSweeps(deps, [sweep]);
    running.halt();
    endAll();
    await running.stop();
    await wait(5);
    expect(begun).toEqual([0, 1]);
  });
});

describe('a step of stopping', () => {
  it('is waited for until it ends, with its error, and never longer than it was given', async () => {
    await within(60_000, wait(1));
    await within(60_000, undefined);
    await expect(within(60_000, Promise.reject(new Error('the disk is full')))).rejects.toThrow(
      'disk is full',
    );
    await within(10, new Promise<void>(() => undefined));
  });
});
