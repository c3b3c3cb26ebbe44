// A sweep over what falls due: nobody waits for the slowest, no more than the places there are is in hand, and a stop or a failure drops
// nothing that was begun and begins nothing more.
import { describe, expect, it } from 'vitest';
import { createPlaces } from '#workers/in-hand.ts';
import { asTheyCome, type AsTheyCome } from '#workers/sweeps/as-they-come.ts';

type Rows = { rows: string[]; more: boolean };

/** A sweep over these takes; each row is in hand until it is ended. */
function sweepOver(takes: (Rows | Error)[], given: Partial<AsTheyCome<string>> = {}) {
  const stopping = new AbortController();
  const begun: string[] = [];
  const left: string[] = [];
  const told: string[] = [];
  const inHand = new Map<string, { end(): void; fail(): void }>();
  const log = { error: (message: string) => void told.push(message) };
  const run = asTheyCome<string>(
    { log: log as never, stopping: stopping.signal },
    {
      ...{ name: 'test', places: createPlaces(2), lookAgainMs: 1 },
      take: async () => {
        const next = takes.shift() ?? { rows: [], more: false };
        if (next instanceof Error) throw next;
        return next;
      },
      work: (row) => {
        begun.push(row);
        return new Promise<void>((resolve, reject) =>
          inHand.set(row, {
            end: () => (inHand.delete(row), resolve()),
            fail: () => (inHand.delete(row), reject(new Error('no'))),
          }),
        );
      },
      leave: async (rows) => void left.push(...rows),
      ...given,
    },
  );
  const has = (...rows: string[]) => expect.poll(() => [...inHand.keys()]).toEqual(rows);
  const end = (row: string) => inHand.get(row)?.end();
  return { run, stopping, begun, left, told, inHand, has, end };
}

describe('what falls due', () => {
  it('is begun as soon as a place is free, however long the slowest of its batch takes', async () => {
    const { run, has, end, inHand } = sweepOver([
      { rows: ['slow', 'a'], more: true },
      { rows: ['b', 'c'], more: false },
    ]);
    await has('slow', 'a');
    end('a');
    await has('slow', 'b');
    end('b');
    await has('slow', 'c');
    expect(inHand.size).toBe(2);
    end('slow');
    end('c');
    await run;
  });

  it('while another is still in hand is begun beside it', async () => {
    const takes: Rows[] = [{ rows: ['slow'], more: false }];
    const { run, has, end } = sweepOver(takes);
    await has('slow');
    takes.push({ rows: ['late'], more: false });
    await has('slow', 'late');
    end('late');
    end('slow');
    await run;
  });

  it('waits where jobs have the places', async () => {
    const places = createPlaces(2);
    const [first, second] = [await places.take(), await places.take()];
    const { run, has, end, begun } = sweepOver([{ rows: ['a', 'b'], more: false }], { places });
    const job = places.hold(async () => [...begun]);
    first();
    expect(await job).toEqual([]);
    await has('a');
    second();
    await has('a', 'b');
    end('a');
    end('b');
    await run;
  });

  it('goes on when one fails, and says so', async () => {
    const { run, has, end, inHand, told } = sweepOver([{ rows: ['a', 'b', 'c'], more: false }]);
    await has('a', 'b');
    inHand.get('a')?.fail();
    await has('b', 'c');
    end('b');
    end('c');
    await run;
    expect(told).toEqual(['a sweep could not finish one row']);
  });

  it('that cannot be taken is told once what is in hand is done', async () => {
    const { run, has, end } = sweepOver([{ rows: ['a'], more: true }, new Error('the database is away')]);
    const failed = expect(run).rejects.toThrow('the database is away');
    await has('a');
    end('a');
    await failed;
  });
});

describe('a stop', () => {
  it('leaves at once what was not begun, and waits for what was', async () => {
    const { run, has, end, stopping, left, begun } = sweepOver([
      { rows: ['a', 'b', 'c', 'd'], more: true },
      { rows: ['e'], more: false },
    ]);
    await has('a', 'b');
    stopping.abort();
    await expect.poll(() => left).toEqual(['c', 'd']);
    end('a');
    end('b');
    await run;
    expect(begun).toEqual(['a', 'b']);
  });

  it('while rows are being taken leaves them all', async () => {
    const stopping = new AbortController();
    const left: string[] = [];
    await asTheyCome<string>(
      { log: {} as never, stopping: stopping.signal },
      {
        ...{ name: 'test', places: createPlaces(2), lookAgainMs: 1 },
        take: async () => (stopping.abort(), { rows: ['a', 'b'], more: true }),
        work: () => Promise.reject(new Error('was begun')),
        leave: async (rows) => void left.push(...rows),
      },
    );
    expect(left).toEqual(['a', 'b']);
  });

  it('comes about all the same when nothing can be left', async () => {
    const { run, has, end, stopping, told } = sweepOver([{ rows: ['a', 'b', 'c'], more: false }], {
      leave: () => Promise.reject(new Error('the database is away')),
    });
    await has('a', 'b');
    stopping.abort();
    end('a');
    end('b');
    await run;
    expect(told).toEqual(['a sweep could not leave what it did not begin']);
  });
});
