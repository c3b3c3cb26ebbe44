// Reads the settings of this process once, checks them all, and says every problem at the same time.
// No other file reads process.env, so this page and .env.example are the whole list of settings.
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loopbackOrigin } from '#app/adapters/loopback-origin.ts';
import { type GoingLive, goingLiveOf, goingLiveShape, missingForGoingLive } from './going-live.ts';
import { mailOf, mailShape, type MailSettings, missingForMail } from './mail-settings.ts';
import {
  missingForS3,
  type PhotoStoreSettings,
  photoStoreOf,
  photoStoreShape,
} from './photo-store-settings.ts';
import { isLoopbackName, url } from './url-setting.ts';

/** The keys that may come from variables; see keys.server.ts for what each one opens. */
export const KEY_VARIABLES = {
  photos: 'GATEPOST_KEY_PHOTOS',
  tokens: 'GATEPOST_KEY_TOKENS',
  reasons: 'GATEPOST_KEY_REASONS',
  audit: 'GATEPOST_KEY_AUDIT',
  photosPublic: 'GATEPOST_KEY_PHOTOS_PUBLIC',
  tokensPublic: 'GATEPOST_KEY_TOKENS_PUBLIC',
  reasonsPublic: 'GATEPOST_KEY_REASONS_PUBLIC',
  session: 'GATEPOST_SESSION_SECRET',
} as const;
export type KeyVariable = keyof typeof KEY_VARIABLES;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

interface Settings {
  /** address to listen on; 127.0.0.1 unless HOST opens it */
  host: string;
  /** 0 lets the system choose */
  port: number;
  /** absolute path of the data folder */
  dataDir: string;
  /** absolute path of the folder of key files; null in cluster when keys come from variables alone */
  keysDir: string | null;
  /** key texts given as variables (cluster only) */
  keyTexts: Partial<Record<KeyVariable, string>>;
  /** origin of a stand-in for the X platform on this machine, or null for the built-in practice platform */
  xApiBaseUrl: string | null;
  /** origin that people type, such as `https://posts.school.example`; null means the address listened on */
  publicUrl: string | null;
  /** where photos lie: in the data folder, or on an S3-compatible server */
  photoStore: PhotoStoreSettings;
  /** how letters to families leave by e-mail; null = they are printed */
  mail: MailSettings | null;
  /** how X knows this installation, and what whoever runs it has confirmed */
  goingLive: GoingLive;
  /** whether the worker may look where links in posts lead; practice schools are never looked for */
  linkLooks: boolean;
  /** what whoever reads `/metrics` must bring; null = only this machine may read it */
  metricsToken: string | null;
  /** where a worker without pages answers `/metrics`; null = nowhere */
  metricsPort: number | null;
  logLevel: LogLevel;
  /** folders in which to look for programs, as PATH gives them */
  searchPath: string;
}
export type Env = Settings &
  (
    | { mode: 'solo'; databaseUrl: null; redisUrl: null }
    | { mode: 'cluster'; databaseUrl: string; redisUrl: string }
  );

/** The settings cannot be used; `problems` has one plain sentence for each thing to mend, and no secret. */
export class SettingsError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`Gatepost cannot start with these settings:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const shape = {
  ...photoStoreShape,
  ...mailShape,
  ...goingLiveShape,
  PORT: z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'must be a host name or an IP address' })
    .default('127.0.0.1'),
  GATEPOST_DATA: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  GATEPOST_KEYS_DIR: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  DATABASE_URL: url(['postgres', 'postgresql'], 'postgres://user:password@host:5432/name').optional(),
  REDIS_URL: url(['redis', 'rediss'], 'redis://host:6379').optional(),
  X_API_BASE_URL: z
    .string()
    .transform((text, check) => {
      try {
        return loopbackOrigin(text).origin;
      } catch {
        check.addIssue({
          code: 'custom',
          message: 'must be an address of this machine without a path, such as http://127.0.0.1:4010',
        });
        return z.NEVER;
      }
    })
    .optional(),
  GATEPOST_PUBLIC_URL: url(['https', 'http'], 'https://posts.school.example')
    .transform((text) => new URL(text).origin)
    .optional(),
  GATEPOST_SESSION_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  GATEPOST_LINK_LOOKS: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  GATEPOST_METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  GATEPOST_METRICS_PORT: z.coerce
    .number({ error: 'must be a number from 0 to 65535' })
    .int()
    .min(0)
    .max(65_535)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  PATH: z.string().default(''),
};
type Variable = keyof typeof shape;

/**
 * The settings of this process. A variable that is set but empty counts as absent. NODE_ENV plays no part.
 * Errors: throws SettingsError naming every variable that cannot be used.
 */
export function readEnv(source: Readonly<Partial<Record<string, string>>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, text]) => text?.trim()));
  const problems: string[] = [];
  const parsed = z.object(shape).safeParse(given);
  for (const issue of parsed.error?.issues ?? [])
    problems.push(sentence(issue.path[0] as Variable, issue.message));

  const cluster = Boolean(given['DATABASE_URL'] ?? given['REDIS_URL']);
  const keyTexts: Partial<Record<KeyVariable, string>> = {};
  for (const [key, variable] of Object.entries(KEY_VARIABLES) as [KeyVariable, string][]) {
    const text = given[variable];
    if (text !== undefined) keyTexts[key] = text;
  }
  problems.push(...contradictions(given, cluster), ...missingForS3(given));
  problems.push(...missingForMail(given), ...missingForGoingLive(given));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);

  const values = parsed.data;
  const settings: Settings = {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.GATEPOST_DATA,
    keysDir: values.GATEPOST_KEYS_DIR ?? (cluster ? null : join(values.GATEPOST_DATA, 'keys')),
    keyTexts,
    xApiBaseUrl: values.X_API_BASE_URL ?? null,
    publicUrl: values.GATEPOST_PUBLIC_URL ?? null,
    photoStore: photoStoreOf(values),
    mail: mailOf(values),
    goingLive: goingLiveOf(values),
    linkLooks: values.GATEPOST_LINK_LOOKS ? values.GATEPOST_LINK_LOOKS === 'on' : cluster,
    metricsToken: values.GATEPOST_METRICS_TOKEN ?? null,
    metricsPort: values.GATEPOST_METRICS_PORT ?? null,
    logLevel: values.LOG_LEVEL,
    searchPath: values.PATH,
  };
  return values.DATABASE_URL && values.REDIS_URL
    ? { ...settings, mode: 'cluster', databaseUrl: values.DATABASE_URL, redisUrl: values.REDIS_URL }
    : { ...settings, mode: 'solo', databaseUrl: null, redisUrl: null };
}

const sentence = (variable: Variable, what: string): string => `${variable} ${what}.`;

/** What each variable alone cannot show. */
function contradictions(given: Partial<Record<string, string>>, cluster: boolean): string[] {
  const problems: string[] = [];
  for (const [missing, present] of [
    ['DATABASE_URL', 'REDIS_URL'],
    ['REDIS_URL', 'DATABASE_URL'],
  ] as const) {
    if (given[present] && !given[missing]) {
      problems.push(
        `${present} is set but ${missing} is not. Set both to run as a cluster, or neither to run on this machine alone.`,
      );
    }
  }
  if (!cluster) {
    const variables = Object.values(KEY_VARIABLES).filter(
      (name) => name !== KEY_VARIABLES.session && given[name],
    );
    if (variables.length > 0) {
      problems.push(
        `${variables.join(', ')} may be set only together with DATABASE_URL and REDIS_URL. ` +
          'On this machine alone the keys are files in GATEPOST_KEYS_DIR.',
      );
    }
  }
  if (cluster && !given['GATEPOST_PUBLIC_URL'] && !isLoopbackName(given['HOST'] ?? '127.0.0.1')) {
    problems.push('GATEPOST_PUBLIC_URL is needed when HOST opens a cluster to other machines.');
  }
  return problems;
}
