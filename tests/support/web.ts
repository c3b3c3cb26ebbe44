// The web side for tests that call loaders and actions: the practice world, somebody signed in by a header, and requests as a
// browser would send them.
import type { AppLoadContext } from '@remix-run/node';
import type { Auth, SignedIn } from '#app/adapters/auth.server.ts';
import { visitLimits } from '#app/adapters/visit-limits.server.ts';
import type { WebServices } from '#app/compose-web.server.ts';
import type { WebArgs } from '#app/http/actor.server.ts';
import { transact } from '#db/client.server.ts';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import { PRACTICE_TRUST, userId } from '#db/seed/practice-people.ts';
import { policyHash } from '#app/domain/policy/starter-policy.ts';
import { randomUUID } from 'node:crypto';
import { openWorld, type World } from './world.ts';

export const ORIGIN = 'http://127.0.0.1:3000';
const WHO = 'x-test-person';
/** `yes` on a device that others use too */
const SHARED = 'x-test-shared-device';

export interface AskOptions {
  /** who is signed in, e.g. `ashwick/teacher`; nobody when absent */
  as?: string;
  /** route parameters */
  params?: Record<string, string>;
  /** a form to post: URL-encoded, or multipart when it is a FormData */
  form?: Record<string, string | string[]> | FormData;
  headers?: Record<string, string>;
  method?: string;
  body?: BodyInit;
}

export interface Web {
  world: World;
  services: WebServices;
  context: () => AppLoadContext;
  /** what Remix would hand to a loader or an action */
  args(path: string, options?: AskOptions): WebArgs;
  close(): Promise<void>;
}

/** Opens the practice world with a door in front of it. `auth` replaces the door (a real sign-in). */
export async function openWeb(auth?: (world: World) => Auth): Promise<Web> {
  const world = await openWorld('ashwick');
  const door = auth ? auth(world) : headerAuth(world);
  const services: WebServices = {
    deps: world.web,
    auth: door,
    limits: visitLimits({ db: world.db, clock: world.clock, secret: 'a secret of thirty-two characters' }),
    publicOrigin: ORIGIN,
    sandbox: unused('sandbox'),
    health: unused('health'),
  };
  const context = (): AppLoadContext => ({ cspNonce: 'nonce', clientAddress: '127.0.0.1', services });
  return {
    world,
    services,
    context,
    args: (path, options = {}) => ({
      request: requestOf(path, options),
      params: options.params ?? {},
      context: context(),
    }),
    close: world.close,
  };
}

/** Sessions by header: whoever the request names is signed in, and nobody else. */
export function headerAuth(world: World): Auth {
  const sessionOf = async (request: Request): Promise<SignedIn | null> => {
    const key = request.headers.get(WHO);
    const shared = request.headers.get(SHARED) === 'yes';
    return key ? { sessionId: key, userId: userId(key), confirmedAt: world.clock.now(), shared } : null;
  };
  return new Proxy({ sessionOf } as Auth, {
    get: (target, name) => (name === 'sessionOf' ? target.sessionOf : unused(`auth.${String(name)}`)),
  });
}

export const unused = (name: string): never =>
  new Proxy((() => undefined) as never, {
    apply: () => {
      throw new Error(`this test has no ${name}`);
    },
    get: () => {
      throw new Error(`this test has no ${name}`);
    },
  });

export function requestOf(path: string, { as, form, headers, method, body }: AskOptions): Request {
  const all = new Headers(headers);
  if (as) all.set(WHO, as);
  const verb = method ?? (form || body !== undefined ? 'POST' : 'GET');
  if (verb !== 'GET' && !all.has('origin')) all.set('origin', ORIGIN);
  const init: RequestInit = { method: verb, headers: all };
  if (form instanceof FormData) init.body = form;
  else if (form) {
    const fields = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    );
    init.body = new URLSearchParams(fields);
  } else if (body !== undefined) init.body = body;
  return new Request(`${ORIGIN}${path}`, init);
}

/** What a loader or action gave back, whether returned or thrown. */
export async function responseOf(run: () => unknown): Promise<Response> {
  try {
    const given = await run();
    return given instanceof Response ? given : Response.json(given);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** Puts a new policy into force now: everybody has to read and confirm it. */
export async function newPolicy(
  world: World,
  body = 'The new policy',
): Promise<{ id: string; bodyHash: string }> {
  const id = randomUUID();
  const bodyHash = policyHash(body);
  const version = { id, trustId: PRACTICE_TRUST.id, version: 2, title: 'Policy', body, bodyHash };
  await transact(world.db, (tx) => insertPolicyVersion(tx, { ...version, effectiveFrom: world.clock.now() }));
  return { id, bodyHash };
}
