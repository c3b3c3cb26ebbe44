// The sign-in library, set up for this house: named people only, e-mail and password only, nobody can register themselves.
// It makes and reads sessions. Second factors, passkeys and single sign-on are plugins of the same library, added here.
import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { leavingTime } from '#db/queries/sessions.server.ts';
import type { Database } from '#db/client.server.ts';
import { credentials, sessions, users, verifications } from '#db/schema/people.ts';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { Passwords } from '#app/domain/ports/passwords.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '#app/domain/school/password-rules.ts';

/** A working day: people sign in each morning, and a phone left on a bus is not signed in for long. */
const SESSION_SECONDS = 12 * 3600;

/** Our own header for the caller's address: it is set by this server alone, so that a forged one never counts. */
export const ADDRESS_HEADER = 'x-gatepost-address';

export interface SignInLibraryOptions {
  db: Database;
  clock: Clock;
  passwords: Passwords;
  /** signs the session cookie; at least 32 random bytes as text */
  secret: string;
  /** where people reach this server, e.g. `https://gatepost.example`; https makes cookies Secure */
  publicUrl: string;
}

/** Builds the library over our tables. Its own web endpoints are mounted nowhere: pages call it from the server. */
export function signInLibrary({ db, clock, passwords, secret, publicUrl }: SignInLibraryOptions) {
  return betterAuth({
    appName: 'Gatepost',
    baseURL: publicUrl,
    secret,
    trustedOrigins: [new URL(publicUrl).origin],
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash: passwords.hash, verify: ({ hash, password }) => passwords.verify(hash, password) },
    },
    // A path that people could use to make or change themselves answers 404, should the endpoints ever be mounted.
    disabledPaths: [
      '/sign-up/email',
      '/update-user',
      '/change-email',
      '/delete-user',
      '/set-password',
      '/change-password',
    ],
    user: {
      additionalFields: {
        trustId: { type: 'string', required: true, input: false },
        jobTitle: { type: 'string', required: false, input: false },
        leftAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      // With the cache an ended session would live on in its cookie.
      cookieCache: { enabled: false },
      additionalFields: {
        confirmedAt: { type: 'date', required: false, input: false },
        sharedDevice: { type: 'boolean', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const now = clock.now();
            const left = await leavingTime(db, session.userId);
            if (left === undefined || (left !== null && left <= now)) return false;
            return { data: { ...session, confirmedAt: now } };
          },
        },
      },
    },
    // Counted by ourselves, by person and address together: a whole school shares one address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'gatepost',
      useSecureCookies: publicUrl.startsWith('https://'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
    },
  });
}

export type SignInLibrary = ReturnType<typeof signInLibrary>;
