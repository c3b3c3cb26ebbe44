// Who asks, and for which school: the first two lines of every loader and action. Nobody reaches a school's data
// without passing here, and a school that is not theirs looks exactly like one that does not exist.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { WebServices } from '#app/compose-web.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { type OwnSchool, schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { backPathOf } from './back-path.ts';
import { requireSameOrigin } from './same-origin.server.ts';

/** What Remix hands to loaders and actions alike. */
export type WebArgs = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>;

export interface SignedInPerson {
  person: Person;
  sessionId: string;
  /** when they last proved who they are with their password; see identity-confirmation */
  confirmedAt: Date | null;
  /** others use this device too: nothing may be kept on it */
  shared: boolean;
  services: WebServices;
  /** the moment of this request, read once from the clock */
  at: Date;
}

export interface AtSchool extends SignedInPerson {
  school: OwnSchool;
  /** every school the person may open, this one among them */
  schools: OwnSchool[];
  /** `/s/<slug>`, to begin addresses with */
  base: string;
}

/** Forms up to this many bytes are carried over to the sign-in page when the session has ended meanwhile. */
const CARRIED_FORM_BYTES = 64 * 1024;

/**
 * The person behind the request.
 * Errors (thrown Responses): not signed in → a redirect to `/sign-in?back=…` (a small form is carried along, so that
 * what was typed is not lost), or a plain 401 as JSON when `signedOut` is `answer` (for requests made by script);
 * a change sent from another site → 403.
 */
export async function requirePerson(
  args: WebArgs,
  { signedOut = 'redirect' }: { signedOut?: 'redirect' | 'answer' } = {},
): Promise<SignedInPerson> {
  const { request, context } = args;
  requireSameOrigin(request, context.services.publicOrigin);
  const who = await whoAsks(args);
  if (who) return who;
  if (signedOut === 'answer') throw Response.json({ signedOut: true }, { status: 401 });
  throw toSignIn(request);
}

/** The person and their schools are asked of the database once a request; a change always asks anew. */
const known = new WeakMap<object, Promise<SignedInPerson | null>>();
const knownSchools = new WeakMap<SignedInPerson, Promise<OwnSchool[]>>();

function whoAsks({ request, context }: WebArgs): Promise<SignedInPerson | null> {
  if (request.method !== 'GET') {
    known.delete(context);
    return findWho(request, context.services);
  }
  const asked = known.get(context) ?? findWho(request, context.services);
  known.set(context, asked);
  return asked;
}

async function findWho(request: Request, services: WebServices): Promise<SignedInPerson | null> {
  const session = await services.auth.sessionOf(request);
  if (!session) return null;
  const at = services.deps.clock.now();
  const person = await loadPerson(services.deps.db, session.userId, at);
  const { sessionId, confirmedAt, shared } = session;
  return person && { person, sessionId, confirmedAt, shared, services, at };
}

function toSignIn(request: Request): Response {
  const address = `/sign-in?back=${encodeURIComponent(backPathOf(request))}`;
  if (request.method === 'GET') return redirect(address);
  const bytes = Number(request.headers.get('content-length') ?? Number.NaN);
  return redirect(address, bytes <= CARRIED_FORM_BYTES ? 307 : 303);
}

/** The schools the person may open, by name. */
export function ownSchools(who: SignedInPerson): Promise<OwnSchool[]> {
  const asked = knownSchools.get(who) ?? schoolsOfPerson(who.services.deps.db, who.person, who.at);
  knownSchools.set(who, asked);
  return asked;
}

/**
 * The school that the address names (`params.school`), when the person works there.
 * Errors (thrown Responses): 404 for a school that is not theirs or not there, the same for both; a person who has
 * not confirmed the current policy is sent to read it first, except when they are changing something: the use
 * case then decides, because stopping a post is never put off.
 */
export async function requireSchool(args: WebArgs, who: SignedInPerson): Promise<AtSchool> {
  const schools = await ownSchools(who);
  const school = schools.find(({ slug }) => slug === args.params['school']);
  if (!school) throw notHere();
  if (args.request.method === 'GET' && !who.person.policyAcknowledged)
    throw redirect(`/policy?back=${encodeURIComponent(backPathOf(args.request))}`);
  return { ...who, school, schools, base: `/s/${school.slug}` };
}

/** Both questions at once, as most routes ask them. */
export async function requireAtSchool(
  args: WebArgs,
  options?: { signedOut?: 'redirect' | 'answer' },
): Promise<AtSchool> {
  return requireSchool(args, await requirePerson(args, options));
}

/**
 * Both questions, and whether the person's roles open this page at all.
 * Errors (thrown Responses): as {@link requireAtSchool}; 404 without the permission, as for a page that is not there.
 */
export async function requireDoor(args: WebArgs, permission: Permission): Promise<AtSchool> {
  const here = await requireAtSchool(args);
  if (!may(here.person, permission, here.school.id, here.at)) throw notHere();
  return here;
}

/** The one answer for what is not there and what is not theirs. */
export function notHere(): Response {
  return Response.json(null, { status: 404 });
}

/** A route parameter that must be a UUID: anything else is simply not there (and never reaches the database). */
export function uuidParam(args: WebArgs, name: string): string {
  const value = args.params[name] ?? '';
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)) throw notHere();
  return value;
}
