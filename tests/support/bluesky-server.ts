// A real Bluesky server for the tests of that publisher, in a process of its own. It is installed apart (npm ci --prefix
// tests/servers/bluesky); where it is not, those tests are skipped with a loud line, and under CI they fail instead.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AtpBaseClient } from '@atproto/api';
import { packageRoot } from '#db/package-root.server.ts';

const FOLDER = join(packageRoot(), 'tests', 'servers', 'bluesky');

/** Whether the server is installed. Errors: throws when it is not, under CI. */
export function hasBlueskyServer(): boolean {
  if (existsSync(join(FOLDER, 'node_modules', '@atproto', 'dev-env'))) return true;
  const how = 'npm ci --prefix tests/servers/bluesky';
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error(`Under CI the Bluesky server must be there: ${how}.`);
  console.warn(`SKIPPED, because no Bluesky server is installed (${how}).`);
  return false;
}

/** An account that lives on such a server. */
export interface BlueskyPerson {
  did: string;
  handle: string;
  password: string;
  accessToken: string;
}

export interface BlueskyServer {
  url: string;
  addPerson(): Promise<BlueskyPerson>;
  /** a password for one program only, as a person makes one in their settings */
  appPassword(person: BlueskyPerson): Promise<string>;
  /** every post of an account, oldest first, as the server keeps it */
  postsOf(did: string): Promise<{ key: string; cid: string; value: BlueskyPost }[]>;
  /** a photo as everybody can fetch it */
  photo(did: string, cid: string): Promise<Uint8Array>;
  /** switches an account off, as its owner can */
  deactivate(person: BlueskyPerson): Promise<void>;
  close(): Promise<void>;
}

/** The parts of a post that the tests read. */
export interface BlueskyPost {
  text: string;
  createdAt: string;
  langs?: string[];
  facets?: { index: { byteStart: number; byteEnd: number }; features: Record<string, string>[] }[];
  embed?: {
    images: {
      alt: string;
      aspectRatio: { width: number; height: number };
      image: { ref: { $link: string }; mimeType: string; size: number };
    }[];
  };
}

/** Starts one on free ports of this machine. */
export async function startBlueskyServer(): Promise<BlueskyServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-bluesky-'));
  const child = spawn(process.execPath, [join(FOLDER, 'serve.mjs')], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', TMPDIR: folder, LOG_ENABLED: 'false' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve((JSON.parse(line) as { url: string }).url));
    child.once('close', () => reject(new Error(`The Bluesky server did not start: ${said.slice(-2_000)}`)));
  });
  const rpc = new AtpBaseClient(url);
  const as = (person: BlueskyPerson) => ({ headers: { authorization: `Bearer ${person.accessToken}` } });
  return {
    url,
    async addPerson() {
      const handle = `t${randomBytes(6).toString('hex')}.test`;
      const password = randomBytes(9).toString('hex');
      const email = `${handle.split('.')[0]}@gatepost.example.org`;
      const { data } = await rpc.com.atproto.server.createAccount({ handle, email, password });
      return { did: data.did, handle: data.handle, password, accessToken: data.accessJwt };
    },
    async appPassword(person) {
      const { data } = await rpc.com.atproto.server.createAppPassword({ name: 'gatepost' }, as(person));
      return data.password;
    },
    async postsOf(did) {
      const all: Awaited<ReturnType<BlueskyServer['postsOf']>> = [];
      for (let from: string | undefined = ''; from !== undefined;) {
        const page: string = from === '' ? '' : `&cursor=${from}`;
        const answer = await fetch(
          `${url}/xrpc/com.atproto.repo.listRecords?repo=${did}&collection=app.bsky.feed.post&limit=100&reverse=true${page}`,
        );
        if (!answer.ok) throw new Error(`The Bluesky server listed no posts: ${answer.status}`);
        const { records, cursor } = (await answer.json()) as {
          records: { uri: string; cid: string; value: BlueskyPost }[];
          cursor?: string;
        };
        for (const { uri, cid, value } of records) all.push({ key: uri.split('/').at(-1) ?? '', cid, value });
        from = cursor;
      }
      return all;
    },
    async photo(did, cid) {
      const { data } = await rpc.com.atproto.sync.getBlob({ did, cid });
      return data;
    },
    async deactivate(person) {
      await rpc.com.atproto.server.deactivateAccount({}, as(person));
    },
    async close() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
