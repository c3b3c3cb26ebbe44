// Signing in and out, as the rest of the house sees it. Behind it stand the sign-in library (sessions, cookies) and our limits.
// Every failure to sign in looks the same: unknown e-mail, wrong password, or somebody who has left.
import { APIError } from 'better-auth/api';
import { insertPerson } from '#db/queries/access.server.ts';
import { personContact } from '#db/queries/people.server.ts';
import { noteMonitoring } from '#db/queries/monitoring.server.ts';
import {
  deleteSession,
  deleteSessions,
  markShared,
  touchSession,
  markConfirmed,
  passwordBehindSession,
  setPasswordHash,
} from '#db/queries/sessions.server.ts';
import { transact } from '#db/client.server.ts';
import { AppError } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { type NewPerson, newPersonIssues, tidyEmail } from '#app/domain/school/new-person.ts';
import { PASSWORD_MAX, passwordIssues } from '#app/domain/school/password-rules.ts';
import { ADDRESS_HEADER, type SignInLibraryOptions, signInLibrary } from './sign-in/library.server.ts';
import { signInLimits } from './sign-in/limits.server.ts';

/** A running session: who, and when they last proved it with their password (see identity-confirmation). */
export interface SignedIn {
  sessionId: string;
  userId: string;
  confirmedAt: Date | null;
  /** others use this device too: nothing is kept on it, and the session ends after ten idle minutes */
  shared: boolean;
}

/** On a device that others use too, a session that nobody used for this long has ended, in ms. */
export const SHARED_IDLE_MS = 10 * 60_000;
/** How exactly its last use is known, in ms. */
const TOUCH_EVERY_MS = 15_000;

export interface Auth {
  /**
   * Signs a person in. `ip` is the caller's address as the server trusts it, never a header taken at its word.
   * Returns the values of `Set-Cookie` to send, or one issue: `sign_in_failed` (always the same) or `too_many_tries`.
   */
  signIn(input: {
    email: string;
    password: string;
    ip: string;
    userAgent: string;
    /** others use this device too */
    sharedDevice: boolean;
  }): Promise<{ ok: true; userId: string; setCookie: string[] } | { ok: false; issue: Issue }>;
  /** Ends the request's session, if it has one. Returns the values of `Set-Cookie` that clear the cookie. */
  signOut(request: Request): Promise<{ setCookie: string[] }>;
  /** The session behind a request's cookie, asked of the database each time; null when there is none, or it ended. */
  sessionOf(request: Request): Promise<SignedIn | null>;
  /** Ends every session of a person at once. Returns how many there were. */
  endSessionsOf(userId: string): Promise<number>;
  /** "It is you": checks the password again and notes the time on the session. Counted like sign-in. */
  confirmIdentity(
    sessionId: string,
    password: string,
  ): Promise<{ ok: true; confirmedAt: Date } | { ok: false; issue: Issue }>;
  /** Makes a person who can sign in and holds no role yet. Only invitations and set-up come here: nobody registers. */
  createUser(input: NewPerson): Promise<{ ok: true; userId: string } | { ok: false; issues: Issue[] }>;
  /** Changes the password of whoever the request belongs to, and ends their other sessions. Errors: `not_signed_in`. */
  changePassword(
    request: Request,
    passwords: { current: string; next: string },
  ): Promise<{ ok: true } | { ok: false; issues: Issue[] }>;
}

const signInFailed = () => block('sign-in', 'sign_in_failed', 'email', 'R-29');
const passwordWrong = (field: string) => block('sign-in', 'password_wrong', field, 'R-28');

/** Puts the parts together. Takes what the library takes; holds no state of its own. */
export function createAuth(options: SignInLibraryOptions): Auth {
  const { db, clock, passwords } = options;
  const library = signInLibrary(options);
  const limits = signInLimits(options);

  /** The new session, or null for every way of not being let in. Takes as long in each of them. */
  async function enter(email: string, password: string, ip: string, userAgent: string) {
    const headers = new Headers({ 'user-agent': userAgent.slice(0, 400), [ADDRESS_HEADER]: ip });
    try {
      const entered = await library.api.signInEmail({
        body: { email, password },
        headers,
        returnHeaders: true,
      });
      const { user, token } = entered.response;
      return { userId: user.id, token, setCookie: entered.headers.getSetCookie() };
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
      // The library refuses a misspelt e-mail or an endless password before it hashes anything.
      if (error.statusCode === 400) await passwords.hash(password.slice(0, PASSWORD_MAX));
      return null;
    }
  }

  async function sessionOf(request: Request): Promise<SignedIn | null> {
    const found = await library.api.getSession({ headers: request.headers });
    if (!found || (found.user.leftAt && found.user.leftAt <= clock.now())) return null;
    const shared = found.session.sharedDevice === true;
    if (shared && !(await stillUsed(found.session.id))) return null;
    return {
      sessionId: found.session.id,
      userId: found.user.id,
      confirmedAt: found.session.confirmedAt ?? null,
      shared,
    };
  }

  /** Whether a session on a shared device was used in the last ten minutes, this time included; else it ends now. */
  async function stillUsed(sessionId: string): Promise<boolean> {
    const at = clock.now();
    const usedSince = new Date(at.getTime() - SHARED_IDLE_MS);
    const used = await touchSession(db, sessionId, {
      at,
      usedSince,
      staleBefore: new Date(at.getTime() - TOUCH_EVERY_MS),
    });
    if (!used) await deleteSession(db, sessionId);
    return used;
  }

  async function confirmIdentity(sessionId: string, password: string) {
    const behind = await passwordBehindSession(db, sessionId, new Date());
    if (!behind) throw new AppError('not_signed_in', 'session_ended');
    const attempt = await limits.tryOf(behind.userId);
    if (attempt.refused) return { ok: false as const, issue: attempt.refused };
    const right = password.length <= PASSWORD_MAX && (await passwords.verify(behind.passwordHash, password));
    if (!right) return { ok: false as const, issue: passwordWrong('password') };
    await attempt.succeeded();
    const confirmedAt = clock.now();
    await markConfirmed(db, sessionId, confirmedAt);
    return { ok: true as const, confirmedAt };
  }

  return {
    sessionOf,
    confirmIdentity,

    async signIn({ email, password, ip, userAgent, sharedDevice }) {
      const tidy = tidyEmail(email);
      const attempt = await limits.tryFrom(tidy, ip);
      if (attempt.refused) return { ok: false, issue: attempt.refused };
      const entered = await enter(tidy, password, ip, userAgent);
      const what = entered ? 'signed_in' : 'sign_in_failed';
      await noteMonitoring(db, { what, userId: entered?.userId ?? null, at: clock.now() });
      if (!entered) return { ok: false, issue: signInFailed() };
      await attempt.succeeded();
      // Nobody holds the session yet: its cookie leaves with this answer.
      if (sharedDevice) await markShared(db, entered.token, clock.now());
      return { ok: true, userId: entered.userId, setCookie: entered.setCookie };
    },

    async signOut(request) {
      const session = await sessionOf(request);
      const { headers } = await library.api.signOut({ headers: request.headers, returnHeaders: true });
      if (session) await noteMonitoring(db, { what: 'signed_out', userId: session.userId, at: clock.now() });
      return { setCookie: headers.getSetCookie() };
    },

    endSessionsOf: (userId) => deleteSessions(db, [userId]),

    async createUser(input) {
      const issues = newPersonIssues(input);
      if (issues.length > 0) return { ok: false, issues };
      const passwordHash = await passwords.hash(input.password);
      const userId = await transact(db, (tx) => insertPerson(tx, { ...input, passwordHash }, clock.now()));
      return userId
        ? { ok: true, userId }
        : { ok: false, issues: [block('person', 'email_taken', 'email', 'R-29')] };
    },

    async changePassword(request, { current, next }) {
      const session = await sessionOf(request);
      if (!session) throw new AppError('not_signed_in', 'session_ended');
      const confirmed = await confirmIdentity(session.sessionId, current);
      if (!confirmed.ok) return { ok: false, issues: [{ ...confirmed.issue, field: 'current' }] };
      const { name, email } = await personContact(db, session.userId);
      const issues = passwordIssues(next, [name, email]);
      if (next === current) issues.push(block('password', 'password_same', 'password', 'R-29'));
      if (issues.length > 0) return { ok: false, issues };
      const passwordHash = await passwords.hash(next);
      await transact(db, async (tx) => {
        await setPasswordHash(tx, session.userId, passwordHash, clock.now());
        await deleteSessions(tx, [session.userId], session.sessionId);
      });
      return { ok: true };
    },
  };
}
