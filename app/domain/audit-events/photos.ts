// What happens to photos on their way in and until their originals are destroyed, and the codes that guests send them with.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

export const photoEvents = [
  z.strictObject({ type: z.literal('photo.received'), ...post, photoId: id, bytes: z.int() }),
  z.strictObject({
    type: z.literal('photo.received_by_code'),
    schoolId: id,
    codeId: id,
    photoId: id,
    bytes: z.int(),
  }),
  z.strictObject({ type: z.literal('upload_code.made'), schoolId: id, codeId: id, expiresAt: z.string() }),
  z.strictObject({ type: z.literal('upload_code.rights_said'), schoolId: id, codeId: id, takenBy: code }),
  z.strictObject({ type: z.literal('upload_code.ended'), schoolId: id, codeId: id }),
  z.strictObject({
    type: z.literal('photo.cleaned'),
    schoolId: id,
    photoId: id,
    versionId: id,
    sha256: z.string(),
    removed: z.array(code),
  }),
  z.strictObject({ type: z.literal('photo.refused'), schoolId: id, photoId: id, code }),
  z.strictObject({
    type: z.literal('photo.rendered'),
    schoolId: id,
    photoId: id,
    versionId: id,
    sha256: z.string(),
    hidden: z.int(),
    cropped: z.boolean(),
    newFaces: z.int(),
  }),
  z.strictObject({ type: z.literal('photo.not_rendered'), schoolId: id, photoId: id, code }),
  z.strictObject({
    type: z.literal('photo.original_destroyed'),
    schoolId: id,
    photoId: id,
    cause: code,
    /** what went with it: clean versions, face boxes, links of a person to a face, regions hidden */
    went: z.strictObject({ versions: z.int(), faces: z.int(), links: z.int(), regions: z.int() }).optional(),
  }),
] as const;
