// A real server that speaks S3, for tests of the photo store. It is installed apart (npm ci --prefix tests/servers/s3); where it is
// not, those tests are skipped with a loud line, and under CI they fail instead.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#db/package-root.server.ts';

const FOLDER = join(packageRoot(), 'tests', 'servers', 's3');

interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
type S3rverClass = new (options: object) => S3rver;

/** Whether the server is installed. Errors: throws when it is not, under CI. */
export function hasS3Server(): boolean {
  if (existsSync(join(FOLDER, 'node_modules', 's3rver'))) return true;
  const how = 'npm ci --prefix tests/servers/s3';
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error(`Under CI the S3 server must be there: ${how}.`);
  console.warn(`SKIPPED, because no S3 server is installed (${how}).`);
  return false;
}

/** Starts one on a free port of this machine, with empty buckets of these names. */
export async function startS3Server(
  buckets: string[],
): Promise<{ endpoint: string; close(): Promise<void> }> {
  const S3rver = createRequire(join(FOLDER, 'package.json'))('s3rver') as S3rverClass;
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
