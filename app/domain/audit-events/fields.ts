// The fields that events of the log share: ids and short codes, never words or names.
import { z } from 'zod';

export const id = z.uuid();
export const code = z.string().regex(/^[a-z0-9_.:-]{1,80}$/i);
export const post = { schoolId: id, postId: id };
export const pupil = { schoolId: id, pupilId: id };
