// The settings: defaults that start with nothing configured, and one clear list when something is wrong.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEY_VARIABLES, readEnv, SettingsError } from '#app/env.server.ts';

const CLUSTER = {
  DATABASE_URL: 'postgres://app:swordfish@db/gatepost',
  REDIS_URL: 'redis://:swordfish@cache:6379',
};

function problemsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('with nothing configured, one machine serves itself alone', () => {
    expect(readEnv({})).toEqual({
      mode: 'solo',
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      keysDir: resolve('data', 'keys'),
      keyTexts: {},
      databaseUrl: null,
      redisUrl: null,
      xApiBaseUrl: null,
      publicUrl: null,
      photoStore: { kind: 'disk' },
      mail: null,
      goingLive: {
        xClientId: null,
        xClientSecret: null,
        unconfirmed: ['second_factor_unconfirmed', 'backups_unconfirmed', 'assessment_unconfirmed'],
      },
      linkLooks: false,
      metricsToken: null,
      metricsPort: null,
      logLevel: 'info',
      searchPath: '',
    });
  });

  test('links are looked at in a cluster, and on one machine only when the operator says so', () => {
    const keys = { GATEPOST_SESSION_SECRET: 'x'.repeat(32) };
    expect(readEnv({ ...CLUSTER, ...keys }).linkLooks).toBe(true);
    expect(readEnv({ ...CLUSTER, ...keys, GATEPOST_LINK_LOOKS: 'off' }).linkLooks).toBe(false);
    expect(readEnv({ GATEPOST_LINK_LOOKS: 'on' }).linkLooks).toBe(true);
    expect(problemsOf({ GATEPOST_LINK_LOOKS: 'perhaps' }).join()).toContain('GATEPOST_LINK_LOOKS');
  });

  test('letters leave by a mail server that is named with who they come from and where their links lead', () => {
    const MAIL = {
      GATEPOST_SMTP_URL: 'smtp://office:sword%20fish@mail.school.example',
      GATEPOST_MAIL_FROM: 'Ashwick Lane <office@school.example>',
      GATEPOST_PUBLIC_URL: 'https://posts.school.example',
    };
    const mail = { port: 587, secure: false, requireTls: true, user: 'office', password: 'sword fish' };
    expect(readEnv(MAIL).mail).toMatchObject(mail);
    const onThisMachine = { ...MAIL, GATEPOST_SMTP_URL: 'smtp://127.0.0.1:2525' };
    expect(readEnv(onThisMachine).mail).toMatchObject({ port: 2525, requireTls: false, user: null });
    expect(readEnv({ ...MAIL, GATEPOST_SMTP_URL: 'smtps://mail.school.example' }).mail).toMatchObject({
      port: 465,
      secure: true,
    });
    for (const missing of ['GATEPOST_MAIL_FROM', 'GATEPOST_PUBLIC_URL'])
      expect(problemsOf({ ...MAIL, [missing]: '' })).toEqual([
        `${missing} is needed with GATEPOST_SMTP_URL.`,
      ]);
    expect(problemsOf({ ...MAIL, GATEPOST_SMTP_URL: '' })).toHaveLength(1);
    expect(problemsOf({ ...MAIL, GATEPOST_SMTP_URL: 'http://mail.school.example' })).toHaveLength(1);
    expect(problemsOf({ ...MAIL, GATEPOST_MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' })).toHaveLength(1);
  });

  test('photos may lie on an S3-compatible server, which needs all that it takes to find and prove oneself', () => {
    const S3 = {
      PHOTO_STORE: 's3',
      S3_REGION: 'eu-west-2',
      S3_BUCKET_QUARANTINE: 'gatepost-originals',
      S3_BUCKET_CLEAN: 'gatepost-clean',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'swordfish',
    };
    const store = {
      kind: 's3',
      endpoint: null,
      forcePathStyle: false,
      prefix: '',
      quarantineBucket: 'gatepost-originals',
    };
    expect(readEnv(S3).photoStore).toMatchObject(store);
    expect(
      readEnv({ ...S3, S3_ENDPOINT: 'https://s3.example', S3_PREFIX: 'north/' }).photoStore,
    ).toMatchObject({
      endpoint: 'https://s3.example',
      forcePathStyle: true,
      prefix: 'north/',
    });
    expect(
      readEnv({ ...S3, S3_ENDPOINT: 'https://s3.example', S3_FORCE_PATH_STYLE: 'false' }).photoStore,
    ).toMatchObject({ forcePathStyle: false });
    for (const name of ['S3_REGION', 'S3_BUCKET_CLEAN', 'S3_SECRET_ACCESS_KEY'] as const) {
      const problems = problemsOf({ ...S3, [name]: '' });
      expect(problems).toEqual([`PHOTO_STORE=s3 needs ${name} too.`]);
      expect(problems.join()).not.toContain('swordfish');
    }
    expect(problemsOf({ S3_REGION: 'eu-west-2', S3_BUCKET_CLEAN: 'abc' })).toEqual([
      'S3_REGION, S3_BUCKET_CLEAN may be set only together with PHOTO_STORE=s3.',
    ]);
  });

  test.each([
    ['PHOTO_STORE', 'cloud', 'must be disk or s3'],
    ['S3_ENDPOINT', 'http://s3.example', 'must begin with https://'],
    ['S3_ENDPOINT', 's3.example', 'must look like https://s3.example'],
    ['S3_PREFIX', '/north', 'must be letters, digits and dashes with a slash at the end'],
    ['S3_PREFIX', '../', 'must be letters, digits and dashes with a slash at the end'],
    ['S3_BUCKET_CLEAN', 'No Bucket', 'must be the name of a bucket'],
    ['S3_FORCE_PATH_STYLE', 'perhaps', 'must be true or false'],
  ])('%s=%s is refused: it %s', (name, value, what) => {
    expect(problemsOf({ [name]: value }).join('\n')).toContain(`${name} ${what}`);
  });

  test('NODE_ENV changes nothing, and an empty variable counts as absent', () => {
    const empty = Object.fromEntries(
      ['DATABASE_URL', 'REDIS_URL', 'PORT', 'HOST', 'LOG_LEVEL'].map((name) => [name, ' ']),
    );
    expect(readEnv({ ...empty, NODE_ENV: 'production' })).toEqual(readEnv({}));
  });

  test('both addresses make a cluster, whose keys come from variables or a folder', () => {
    const env = readEnv({ ...CLUSTER, GATEPOST_KEY_AUDIT: 'abc', GATEPOST_SESSION_SECRET: 's'.repeat(32) });
    expect(env).toMatchObject({
      mode: 'cluster',
      databaseUrl: CLUSTER.DATABASE_URL,
      redisUrl: CLUSTER.REDIS_URL,
    });
    expect(env.keysDir).toBeNull();
    expect(env.keyTexts).toEqual({ audit: 'abc', session: 's'.repeat(32) });
    expect(readEnv({ ...CLUSTER, GATEPOST_KEYS_DIR: '/run/secrets' }).keysDir).toBe('/run/secrets');
  });

  test.each(['DATABASE_URL', 'REDIS_URL'] as const)(
    '%s alone is refused with a line that names the other',
    (name) => {
      const other = name === 'DATABASE_URL' ? 'REDIS_URL' : 'DATABASE_URL';
      expect(problemsOf({ [name]: CLUSTER[name] })).toEqual([
        expect.stringContaining(`${name} is set but ${other} is not`),
      ]);
    },
  );

  test('the data folder moves, and the keys with it', () => {
    const env = readEnv({ GATEPOST_DATA: '/srv/gatepost' });
    expect([env.dataDir, env.keysDir]).toEqual(['/srv/gatepost', join('/srv/gatepost', 'keys')]);
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PORT', '1.5'],
    ['HOST', 'two words'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['REDIS_URL', 'cache:6379'],
    ['X_API_BASE_URL', 'https://api.x.com'],
    ['X_API_BASE_URL', 'http://127.0.0.1.evil.example'],
    ['X_API_BASE_URL', 'http://127.0.0.1:4010/v2'],
    ['GATEPOST_PUBLIC_URL', 'posts.school.example'],
    ['GATEPOST_SESSION_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by name', (name, text) => {
    expect(
      problemsOf({ ...CLUSTER, GATEPOST_PUBLIC_URL: 'https://posts.school.example', [name]: text }),
    ).toEqual([expect.stringMatching(new RegExp(`^${name} .*\\.$`))]);
  });

  test('a stand-in for the platform may run on this machine only', () => {
    expect(readEnv({ X_API_BASE_URL: 'http://127.0.0.1:4010/' }).xApiBaseUrl).toBe('http://127.0.0.1:4010');
    expect(readEnv({ X_API_BASE_URL: 'http://localhost:4010' }).xApiBaseUrl).toBe('http://localhost:4010');
  });

  test('keys in variables are refused on one machine alone, where they are files', () => {
    expect(problemsOf({ GATEPOST_KEY_PHOTOS: 'x' })).toEqual([
      expect.stringMatching(/^GATEPOST_KEY_PHOTOS may be set only/),
    ]);
  });

  test('a cluster open to other machines must say what people type', () => {
    expect(problemsOf({ ...CLUSTER, HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^GATEPOST_PUBLIC_URL is needed/),
    ]);
    const env = readEnv({
      ...CLUSTER,
      HOST: '0.0.0.0',
      GATEPOST_PUBLIC_URL: 'https://posts.school.example/sign-in',
    });
    expect(env.publicUrl).toBe('https://posts.school.example');
  });

  test('every problem is said at once, and no secret with it', () => {
    const source = {
      DATABASE_URL: 'mysql://app:swordfish@db/x',
      PORT: 'x',
      LOG_LEVEL: 'x',
      GATEPOST_SESSION_SECRET: 'swordfish',
    };
    const problems = problemsOf(source);
    for (const name of ['DATABASE_URL', 'PORT', 'LOG_LEVEL', 'GATEPOST_SESSION_SECRET', 'REDIS_URL']) {
      expect(problems.join('\n')).toContain(name);
    }
    expect(problems.join('\n')).not.toContain('swordfish');
  });

  test('.env.example lists every setting there is', async () => {
    const example = await readFile('.env.example', 'utf8');
    const source = await readFile('app/env.server.ts', 'utf8');
    const known = source.match(/\b(?:PORT|HOST|LOG_LEVEL|[A-Z]+(?:_[A-Z]+)*_URL|GATEPOST_[A-Z_]+)\b/g) ?? [];
    expect(known).toEqual(expect.arrayContaining(Object.values(KEY_VARIABLES)));
    for (const name of new Set(known)) expect(example).toMatch(new RegExp(`^#?${name}=`, 'm'));
  });
});
