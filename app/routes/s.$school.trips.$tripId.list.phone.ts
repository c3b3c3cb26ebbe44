// Gives a phone its own copy of a trip's photo list, as data that its page seals at once. Asked for by script, never opened as a page.
import type { ActionFunctionArgs } from '@remix-run/node';
import { json } from '@remix-run/node';
import { z } from 'zod';
import { makeCopy } from '#app/domain/photo-lists/make-copy.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { barrierWords } from '#app/presenters/photo-lists.ts';
import { phoneList } from '#app/presenters/phone-list.ts';

const Asked = z.object({ requestKey: z.uuid() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await requireAtSchool(args, { signedOut: 'answer' });
    const { person, school, services, at, base, shared } = here;
    if (!may(person, 'photoList.make', school.id, at)) throw notHere();
    const tripId = uuidParam(args, 'tripId');
    const { requestKey } = requireFields(await readForm(args.request), Asked);
    const asked = { tripId, kind: 'phone' as const, sharedDevice: shared, requestKey };
    const made = await makeCopy(services.deps, person, school, asked);
    if (!made.ok) return json({ message: barrierWords(made.barrier) }, { status: 409 });
    return json({ list: phoneList(made, `${base}/trips/${tripId}/list`, school.zone, at) });
  });
