// What the form that asks for one pupil's records sends.
import { z } from 'zod';

export const ExportForm = z.object({
  reference: z.string().max(2_000),
  requestKey: z.uuid(),
});
