// Other people's photos, logos and words that the school may use: recorded and ended by the office, chosen by authors.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { MaterialForm, MaterialList } from '#app/components/permissions/materials.tsx';
import { type DoneNotes, PermissionPage } from '#app/components/permissions/permission-page.tsx';
import { endMaterial } from '#app/domain/materials/end-material.ts';
import { listMaterials } from '#app/domain/materials/list-materials.ts';
import { recordMaterial } from '#app/domain/materials/record-material.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { ADULT_TICKED, MaterialPressed } from '#app/http/adult-forms.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { materialErrors, materialLines } from '#app/presenters/materials.ts';

export const meta: MetaFunction = () => [{ title: 'Other people’s material · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'adults.record');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const materials = await listMaterials(services.deps.db, person, scope, at);
    return { lines: materialLines(materials, school.zone, at), requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'adults.record');
    const form = await readForm(args.request);
    const pressed = fieldsOf(form, MaterialPressed, ADULT_TICKED);
    if (!pressed.ok) return json({ errors: pressed.errors, typed: typedIn(form) }, { status: 422 });
    const schoolId = school.id;
    if (pressed.value.intent !== 'record') {
      const { intent, materialPermissionId } = pressed.value;
      const withdrawn = intent === 'withdraw';
      await endMaterial(services.deps, person, { schoolId, materialPermissionId, withdrawn });
      throw redirect(`${base}/materials?note=${withdrawn ? 'withdrawn' : 'ended'}`);
    }
    const { intent: _, ...typed } = pressed.value;
    const recorded = await recordMaterial(services.deps, person, { ...typed, schoolId });
    if (recorded.ok) throw redirect(`${base}/materials?note=recorded`);
    return json({ errors: materialErrors(recorded.issues), typed: typedIn(form) }, { status: 422 });
  });

const NOTES: DoneNotes = {
  recorded: { title: 'The permission is on record.', text: 'Authors can choose it for a photo from now on.' },
  withdrawn: {
    title: 'It will be used no more.',
    text: 'Posts with it are stopped, and live ones are coming down.',
  },
  ended: { title: 'The permission is ended.', text: 'Nothing can go out under it any more.' },
};

export default function OtherPeoplesMaterial() {
  const { lines, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PermissionPage
      title="Other people’s material"
      lead="A photo, poster, logo or text that is not ours is used only with its owner’s permission in writing."
      notes={NOTES}
      errors={answer?.errors ?? null}
      list={{ id: 'materials', title: 'On record', body: <MaterialList lines={lines} /> }}
      form={{
        id: 'record',
        title: 'Record a permission',
        body: (
          <MaterialForm
            key={requestKey}
            requestKey={requestKey}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        ),
      }}
    />
  );
}
