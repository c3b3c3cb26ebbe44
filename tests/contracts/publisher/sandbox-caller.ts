// A caller of the practice platform over HTTP, as raw as can be: for tests of what the platform itself promises.
import { randomBytes } from 'node:crypto';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '#sandbox/start-sandbox.server.ts';

export const START = new Date('2026-05-04T09:00:00Z');
export const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(60)]);
export const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(60)]);

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a caller reads whatever comes
  body: any;
}

/** Whose token to use (null: none), on which listener, and what to call the body. */
export interface CallOptions {
  token?: string | null;
  url?: string;
  type?: string;
}

/** A platform in memory whose clock the test moves, with a caller who has an account there. */
export async function startCaller() {
  const clock = { at: START };
  const now = () => clock.at;
  const store = createMemoryStore();
  const open: Sandbox[] = [];
  const start = async (options: Partial<SandboxOptions> = {}) => {
    const started = await startSandbox({ store, now, ...options });
    open.push(started);
    return started;
  };
  const { url } = await start();
  const addAccount = () =>
    addPracticeAccount(store, { handle: `p${randomBytes(7).toString('hex')}`, name: 'Elm' }, now);
  let me = await addAccount();

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<Answer> => {
    const bearer = options.token === undefined ? me.accessToken : options.token;
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams;
    const headers = new Headers(bearer === null ? {} : { authorization: `Bearer ${bearer}` });
    const type = options.type ?? (raw || body === undefined ? null : 'application/json');
    if (type) headers.set('content-type', type);
    const sent = raw ? body : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${options.url ?? url}${path}`, { method, headers, body: sent });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  const tweet = (text: string, more: object = {}, options: CallOptions = {}) =>
    call('POST', '/2/tweets', { text, ...more }, options);
  const begin = async (bytes: Buffer = JPEG, media_type = 'image/jpeg', options: CallOptions = {}) => {
    const asked = { media_type, media_category: 'tweet_image', total_bytes: bytes.length };
    return (await call('POST', '/2/media/upload/initialize', asked, options)).body.data.id as string;
  };
  const append = (id: string, index: number, bytes: Buffer) =>
    call('POST', `/2/media/upload/${id}/append`, { segment_index: index, media: bytes.toString('base64') });
  const finalize = (id: string) => call('POST', `/2/media/upload/${id}/finalize`, {});
  const upload = async (bytes: Buffer = JPEG) => {
    const id = await begin(bytes);
    await append(id, 0, bytes);
    await finalize(id);
    return id;
  };

  return {
    clock,
    store,
    url,
    start,
    addAccount,
    /** Begins afresh: a new account of one's own, at the first moment. */
    async renew() {
      clock.at = START;
      me = await addAccount();
    },
    me: () => me,
    call,
    tweet,
    begin,
    append,
    finalize,
    upload,
    close: () => Promise.all(open.map((one) => one.close())),
  };
}
