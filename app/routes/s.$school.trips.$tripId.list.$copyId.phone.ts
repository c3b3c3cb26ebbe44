// Brings the copy on a phone up to date, or notes that it was taken off. Asked for by script, with signal, after the PIN.
import type { ActionFunctionArgs } from '@remix-run/node';
import { json } from '@remix-run/node';
import { z } from 'zod';
import { handBackCopy } from '#app/domain/photo-lists/end-copy.ts';
import { refreshCopy } from '#app/domain/photo-lists/refresh-copy.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { phoneList } from '#app/presenters/phone-list.ts';

const Asked = z.object({ intent: z.enum(['refresh', 'end']) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await requireAtSchool(args, { signedOut: 'answer' });
    const { person, school, services, at, base, shared } = here;
    if (!may(person, 'photoList.make', school.id, at)) throw notHere();
    const [tripId, copyId] = [uuidParam(args, 'tripId'), uuidParam(args, 'copyId')];
    const { intent } = requireFields(await readForm(args.request), Asked);
    if (intent === 'end') {
      await handBackCopy(services.deps, person, { schoolId: school.id, tripId, copyId });
      return json({ ended: true }, { status: 410 });
    }
    const asked = { tripId, copyId, sharedDevice: shared };
    const refreshed = await refreshCopy(services.deps, person, school, asked);
    if (!refreshed.ok) return json({ ended: true }, { status: 410 });
    const list = phoneList(refreshed, `${base}/trips/${tripId}/list`, school.zone, at);
    return json({ list, wasOutOfDate: refreshed.wasOutOfDate });
  });
