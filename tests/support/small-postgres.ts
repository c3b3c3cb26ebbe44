// A PostgreSQL of a test's own on disks so small that they can really be filled: one for its tables, one for its write-ahead log. It
// needs the right to mount a file system in memory; where that is refused, the tests that want it are skipped with a loud line.
import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './product.ts';

const run = promisify(execFile);
const TABLES_MB = 256;
const LOG_MB = 24;
const START_WITHIN_MS = 30_000;
const PIECE = Buffer.alloc(64 * 1024, 7);

/** A small disk: `fill` leaves so many bytes free, `clear` gives back all that `fill` took. */
export interface SmallDisk {
  fill(leave?: number): Promise<void>;
  clear(): Promise<void>;
}

export interface SmallPostgres {
  /** an empty database, all of which lies on the small disk */
  url: string;
  tables: SmallDisk;
  log: SmallDisk;
  /** Starts the server again after it went down by itself. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const MAJORS = '/usr/lib/postgresql';

async function serverPrograms(): Promise<string> {
  const majors = (await readdir(MAJORS)).sort((a, b) => Number(a) - Number(b));
  return join(MAJORS, majors.at(-1) ?? '', 'bin');
}

/** Whether this machine lets a test mount a disk of its own. Errors: throws where TEST_FULL_DISK=must and it does not. */
export function canHaveSmallPostgres(): boolean {
  const may =
    process.getuid?.() === 0 &&
    spawnSync('sh', ['-c', `ls -d ${MAJORS}/*/bin && runuser -u postgres -- true`]).status === 0 &&
    spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
  if (may) return true;
  if (process.env['TEST_FULL_DISK'] === 'must')
    throw new Error('TEST_FULL_DISK=must, but no PostgreSQL can be given a small disk.');
  console.warn('SKIPPED, because no PostgreSQL can be given a small disk here (root, mount, runuser).');
  return false;
}

/** Starts one; its tables and its log each have a small disk. */
export async function smallPostgres(): Promise<SmallPostgres> {
  const bin = await serverPrograms();
  const root = await mkdtemp(join(tmpdir(), 'gatepost-small-'));
  await chmod(root, 0o755);
  const [tables, log, data] = [join(root, 'tables'), join(root, 'log'), join(root, 'data')];
  const mounted: string[] = [];
  const asPostgres = (...command: string[]) => run('runuser', ['-u', 'postgres', '--', ...command]);
  const stop = async () => {
    await asPostgres(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop').catch(() => undefined);
    for (const path of mounted) await run('umount', ['-l', path]);
    await rm(root, { recursive: true });
  };
  try {
    for (const [path, size] of [
      [tables, TABLES_MB],
      [log, LOG_MB],
    ] as const) {
      await mkdir(path);
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', path]);
      mounted.push(path);
      await mkdir(join(path, 'pg'));
    }
    await mkdir(data);
    await run('chown', ['postgres', data, join(tables, 'pg'), join(log, 'pg')]);
    await asPostgres(
      ...[join(bin, 'initdb'), '-D', data, '-X', join(log, 'pg'), '-U', 'gatepost', '--auth=trust'],
      ...['-E', 'UTF8', '--wal-segsize=1'],
    );
    const port = await freePort();
    const options = [
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=40`,
      '-c fsync=off -c autovacuum=off -c min_wal_size=2MB -c max_wal_size=4MB',
    ].join(' ');
    const url = `postgres://gatepost@127.0.0.1:${port}/postgres`;
    const start = async () => {
      // One that went down may still be on its way, down or up again.
      for (const until = performance.now() + START_WITHIN_MS; ; await wait(100)) {
        if (await answers(url)) return;
        const tried = await asPostgres(
          ...[join(bin, 'pg_ctl'), '-D', data, '-w', '-o', options],
          ...['-l', join(root, 'data', 'log.txt'), 'start'],
        ).catch((error: unknown) => error);
        if (tried instanceof Error && performance.now() > until) throw tried;
      }
    };
    await start();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create tablespace small location '${join(tables, 'pg')}'`);
    await admin.query('create database gatepost_small tablespace small');
    await admin.end();
    return {
      url: url.replace(/postgres$/, 'gatepost_small'),
      tables: smallDisk(tables),
      log: smallDisk(log),
      start,
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  const answered = client.connect().then(
    () => true,
    () => false,
  );
  return answered.finally(() => client.end().catch(() => undefined));
};

function smallDisk(path: string): SmallDisk {
  const ballast = join(path, 'ballast');
  const clear = () => rm(ballast, { force: true });
  return {
    clear,
    async fill(leave = 0) {
      await clear();
      const file = await open(ballast, 'w');
      try {
        let size = 0;
        for (let piece = PIECE.length; piece >= 4_096;) {
          const { bytesWritten } = await file
            .write(PIECE, 0, piece, size)
            .catch((error: NodeJS.ErrnoException) => {
              if (error.code !== 'ENOSPC') throw error;
              return { bytesWritten: 0 };
            });
          size += bytesWritten;
          if (bytesWritten < piece) piece /= 2;
        }
        await file.truncate(size - leave);
      } finally {
        await file.close();
      }
    },
  };
}
