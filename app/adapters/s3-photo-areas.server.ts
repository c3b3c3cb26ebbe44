// Photos on an S3-compatible server: each area under a prefix of its own, in one bucket or in two. The client library is loaded only
// here and only when it is wanted, so that an installation on a disk starts without it.
import { createHash } from 'node:crypto';
import type { S3Client as Client } from '@aws-sdk/client-s3';
import { type PhotoArea, PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import type { S3Settings } from '#app/photo-store-settings.ts';
import { isKeyOf, keyOf, type PhotoAreas } from './photo-areas.ts';

/** How long to wait, in ms. Together with two tries, a server that is away is known to be away within ten seconds. */
export interface S3Patience {
  connect: number;
  /** without a byte moving */
  silence: number;
  /** for one whole request with its second try, however slowly its bytes move */
  whole: number;
}
const PATIENCE: S3Patience = { connect: 2_500, silence: 4_500, whole: 60_000 };
const TRIES = 2;

/** What servers say when a disk or a quota is full; AWS itself knows no such answer. */
const NO_ROOM =
  /^(QuotaExceeded|XMinioStorageFull|XMinioAdminBucketQuotaExceeded|InsufficientStorage|StorageFull)$/;
const NO_ROOM_STATUS = 507;
/** A key that is never given out: asking for it shows whether the server answers and knows us. */
const NOBODYS = `c-${'0'.repeat(32)}`;

/** Opens the client; asks nothing of the server yet. */
export async function openS3Areas(settings: S3Settings, patience = PATIENCE): Promise<PhotoAreas> {
  const sdk = await import('@aws-sdk/client-s3');
  const client: Client = new sdk.S3Client({
    region: settings.region,
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    forcePathStyle: settings.forcePathStyle,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    maxAttempts: TRIES,
    // Trailing checksums are stored as part of the photo by servers that do not know them; Content-MD5 is known to all.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: patience.connect,
      requestTimeout: patience.silence,
      socketTimeout: patience.silence,
      throwOnRequestTimeout: true,
    },
  });
  const folderOf = (area: PhotoArea) => ({
    Bucket: area === 'quarantine' ? settings.quarantineBucket : settings.cleanBucket,
    prefix: `${settings.prefix}${area}/`,
  });
  const placeOf = (area: PhotoArea, key: string) => {
    const { Bucket, prefix } = folderOf(area);
    return { Bucket, Key: `${prefix}${keyOf(area, key)}` };
  };
  const patiently = () => ({ abortSignal: AbortSignal.timeout(patience.whole) });
  let knowsIfNoneMatch = true;

  const areas: PhotoAreas = {
    async put(area, key, chunks) {
      const place = placeOf(area, key);
      const Body = Buffer.concat([...chunks]);
      const ContentMD5 = createHash('md5').update(Body).digest('base64');
      const send = () =>
        client.send(
          new sdk.PutObjectCommand({
            ...place,
            Body,
            ContentMD5,
            ContentType: 'application/octet-stream',
            ...(knowsIfNoneMatch ? { IfNoneMatch: '*' } : {}),
          }),
          patiently(),
        );
      await send()
        .catch((error: unknown) => {
          if (!knowsIfNoneMatch || codeOf(error) !== 'NotImplemented') throw error;
          knowsIfNoneMatch = false;
          return send();
        })
        .catch((error: unknown) => {
          // The first try arrived, though its answer did not: nobody else knows this key, and a PUT is whole or nothing.
          if (codeOf(error) === 'PreconditionFailed' && triesOf(error) > 1) return;
          throw isNoRoom(error) ? new PhotoStorageFull(trouble('put', error)) : trouble('put', error);
        });
    },
    async read(area, key) {
      const place = placeOf(area, key);
      try {
        const answer = await client.send(new sdk.GetObjectCommand(place), patiently());
        return await answer.Body!.transformToByteArray();
      } catch (error) {
        if (codeOf(error) === 'NoSuchKey') return null;
        throw trouble('get', error);
      }
    },
    async remove(area, key) {
      await client
        .send(new sdk.DeleteObjectCommand(placeOf(area, key)), patiently())
        .catch((error: unknown) => {
          if (codeOf(error) !== 'NoSuchKey') throw trouble('delete', error);
        });
    },
    async list(area, after) {
      const { Bucket, prefix } = folderOf(area);
      const answer = await client
        .send(
          new sdk.ListObjectsV2Command({
            Bucket,
            Prefix: prefix,
            ...(after ? { StartAfter: `${prefix}${after}` } : {}),
          }),
          patiently(),
        )
        .catch((error: unknown) => {
          throw trouble('list', error);
        });
      const found = (answer.Contents ?? []).map((one) => ({
        key: (one.Key ?? '').slice(prefix.length),
        // Without a date it counts as new, and what is new is left alone.
        storedAt: one.LastModified ?? new Date(),
      }));
      const last = found.at(-1)?.key ?? null;
      return {
        files: found.filter(({ key }) => isKeyOf(area, key)),
        next: answer.IsTruncated ? last : null,
      };
    },
    removeUnfinished: async () => 0,
    // A server that does not know the question keeps no versions.
    keepsRemoved: (area) =>
      client.send(new sdk.GetBucketVersioningCommand({ Bucket: folderOf(area).Bucket }), patiently()).then(
        ({ Status }) => Status === 'Enabled',
        () => false,
      ),
    health: () =>
      areas.read('clean', NOBODYS).then(
        () => ({ ok: true, detail: 'the S3 server answers' }),
        (error: Error) => ({ ok: false, detail: error.message }),
      ),
  };
  return areas;
}

const codeOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

function answerOf(error: unknown): { httpStatusCode?: number; attempts?: number } {
  return (error as { $metadata?: { httpStatusCode?: number; attempts?: number } }).$metadata ?? {};
}
const triesOf = (error: unknown): number => answerOf(error).attempts ?? 1;
const isNoRoom = (error: unknown): boolean =>
  NO_ROOM.test(codeOf(error)) || answerOf(error).httpStatusCode === NO_ROOM_STATUS;

/** One plain line with the server's code; what the library knows besides (headers, addresses) stays out of the log. */
function trouble(what: string, error: unknown): Error {
  const status = answerOf(error).httpStatusCode;
  const code = (error as { code?: unknown }).code;
  const why = [codeOf(error), code, status]
    .filter((part) => part !== undefined && part !== 'Error')
    .join(', ');
  return new Error(`The photo store could not ${what}: ${why}.`);
}
