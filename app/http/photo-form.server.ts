// Photos as forms bring them: one at a time in memory, each refused or taken by itself, with the form's own fields kept
// whatever becomes of a photo. File names are dropped here and go no further.
import { createHash } from 'node:crypto';
import { parseFormData } from '@mjackson/form-data-parser';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { withCappedBody } from './capped-body.server.ts';
import { formFault, readForm } from './form.server.ts';

/** Most bytes of one request with photos: the largest photo, enough more to say that one is too large, and the form. */
export const PHOTO_FORM_BYTES = MAX_UPLOAD_BYTES + 2 * 1024 * 1024;

/** Gets each photo as it arrives, with its place among the request's photos, from 0. */
export type TakePhoto = (bytes: Uint8Array, index: number) => Promise<void>;

/**
 * Reads a form that may hold photos in the field `photo`; every other field comes back. An empty file field is no photo.
 * Errors: whatever `take` throws; thrown Responses: 413 when the whole request is over {@link PHOTO_FORM_BYTES}, 400 for
 * a broken one.
 */
export async function readPhotoForm(request: Request, take: TakePhoto): Promise<FormData> {
  const kind = request.headers.get('content-type') ?? '';
  if (!kind.startsWith('multipart/form-data')) return readForm(request);
  const limits = { maxFileSize: PHOTO_FORM_BYTES, maxFiles: 20 };
  let taken = 0;
  let failure: { error: unknown } | null = null;
  try {
    return await parseFormData(withCappedBody(request, PHOTO_FORM_BYTES), limits, async (file) => {
      if (file.fieldName !== 'photo' || (file.size === 0 && file.name === '')) return null;
      const bytes = new Uint8Array(await file.arrayBuffer());
      await take(bytes, taken++).catch((error: unknown) => {
        failure = { error };
        throw error;
      });
      return null;
    });
  } catch (error) {
    throw failure ? (failure as { error: unknown }).error : formFault(error);
  }
}

/**
 * The id of a photo that came with a form: made from the form's own key, so that the same form sent twice (a double
 * tap, a reload) adds each of its photos once.
 */
export function photoIdOf(formKey: string, index: number): string {
  const hex = createHash('sha256').update(`${formKey}\n${index}`).digest('hex');
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
