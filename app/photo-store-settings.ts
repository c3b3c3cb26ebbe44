// The settings of where photos lie: on the disk of the data folder, or on an S3-compatible server.
import { z } from 'zod';
import { isLoopbackName, url } from './url-setting.ts';

/** An S3-compatible server. Originals and clean copies lie under `<prefix>quarantine/` and `<prefix>clean/`. */
export interface S3Settings {
  /** null means AWS itself */
  endpoint: string | null;
  region: string;
  /** `https://host/bucket/key` rather than `https://bucket.host/key` */
  forcePathStyle: boolean;
  /** may be one and the same bucket */
  quarantineBucket: string;
  cleanBucket: string;
  /** empty, or ends with a slash */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export type PhotoStoreSettings = { kind: 'disk' } | ({ kind: 's3' } & S3Settings);

const bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' })
  .optional();

/** The variables, as zod reads them. */
export const photoStoreShape = {
  PHOTO_STORE: z.enum(['disk', 's3'], { error: 'must be disk or s3' }).default('disk'),
  S3_ENDPOINT: url(['https', 'http'], 'https://s3.example')
    .refine(
      (text) => !URL.canParse(text) || text.startsWith('https:') || isLoopbackName(new URL(text).hostname),
      {
        error: 'must begin with https:// unless it is on this machine, because photos travel on it',
      },
    )
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/, { error: 'must be a region such as eu-west-2' })
    .optional(),
  S3_BUCKET_QUARANTINE: bucket,
  S3_BUCKET_CLEAN: bucket,
  S3_PREFIX: z
    .string()
    .regex(/^([\w-]+\/)*$/, {
      error: 'must be letters, digits and dashes with a slash at the end, such as gatepost/',
    })
    .default(''),
  S3_FORCE_PATH_STYLE: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
};

/** What S3 cannot do without, and what is set in vain. */
const NEEDED_FOR_S3 = [
  'S3_REGION',
  'S3_BUCKET_QUARANTINE',
  'S3_BUCKET_CLEAN',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

/** One sentence when a setting of S3 is missing, or set while photos lie on the disk. */
export function missingForS3(given: Partial<Record<string, string>>): string[] {
  const set = Object.keys(given).filter((name) => name.startsWith('S3_') && name in photoStoreShape);
  if (given['PHOTO_STORE'] !== 's3')
    return set.length > 0 ? [`${set.join(', ')} may be set only together with PHOTO_STORE=s3.`] : [];
  const missing = NEEDED_FOR_S3.filter((name) => !given[name]);
  return missing.length > 0 ? [`PHOTO_STORE=s3 needs ${missing.join(', ')} too.`] : [];
}

/** The settings, once they are known to be whole. */
export function photoStoreOf(values: z.infer<z.ZodObject<typeof photoStoreShape>>): PhotoStoreSettings {
  if (values.PHOTO_STORE === 'disk') return { kind: 'disk' };
  return {
    kind: 's3',
    endpoint: values.S3_ENDPOINT ?? null,
    region: values.S3_REGION ?? '',
    // Servers of one's own are seldom given a name for each bucket.
    forcePathStyle: values.S3_FORCE_PATH_STYLE
      ? values.S3_FORCE_PATH_STYLE === 'true'
      : values.S3_ENDPOINT !== undefined,
    quarantineBucket: values.S3_BUCKET_QUARANTINE ?? '',
    cleanBucket: values.S3_BUCKET_CLEAN ?? '',
    prefix: values.S3_PREFIX,
    accessKeyId: values.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: values.S3_SECRET_ACCESS_KEY ?? '',
  };
}
