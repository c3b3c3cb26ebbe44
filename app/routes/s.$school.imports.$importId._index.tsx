// One import, step by step: which column is which, what the consents mean, what would change, how far it has come, what became of it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { ImportPreview } from '#app/components/import-preview.tsx';
import { MappingForm, SampleRows } from '#app/components/import-mapping.tsx';
import { ConfirmForm, ReadAgainForm, StartForm, WayOut } from '#app/components/import-steps.tsx';
import { ImportTypes } from '#app/components/import-types.tsx';
import { ImportProgress } from '#app/components/import-progress.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import {
  confirmImport,
  dropImport,
  reconsiderImport,
  startImport,
} from '#app/domain/import/decide-import.ts';
import { hasEnded, isWorkers, mayBecome } from '#app/domain/import/import-state.ts';
import { mapImport, readAgain } from '#app/domain/import/map-import.ts';
import { readImportPage } from '#app/domain/import/read-imports.ts';
import { signTypes } from '#app/domain/import/sign-types.ts';
import { may } from '#app/domain/permissions.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { type AtSchool, requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { notOurForm, readForm } from '#app/http/form.server.ts';
import { choicesIn, mappingIn, typesIn } from '#app/http/import-form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { mappingView, previewView, readAsView, typesView } from '#app/presenters/import-page.ts';
import { importErrors, importFaultWords, importStateWords } from '#app/presenters/imports.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Import · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const here = await requireDoor(args, 'import.upload');
    const { person, school, services, at, base } = here;
    const ref = { schoolId: school.id, importId: uuidParam(args, 'importId') };
    const page = await readImportPage(services.deps.db, person, ref, at);
    const { row, presets } = page;
    const { state, profile } = row;
    const kept = presets.find(({ name }) => name === new URL(args.request.url).searchParams.get('kept'));
    const mapping = kept ? { ...kept.mapping, exportedOn: dateInSchool(at, school.zone) } : page.mapping;
    return {
      base,
      id: row.id,
      state,
      title: importStateWords(state, may(person, 'import.sign', school.id, at)),
      when: whenWords(row.uploadedAt, school.zone, at).text,
      working: isWorkers(state),
      progress: row.total > 0 ? { done: row.done, total: row.total } : null,
      fault: state === 'refused' ? importFaultWords(row.refusedCode) : null,
      maySign: may(person, 'import.sign', school.id, at),
      read: profile && readAsView(profile),
      map: state === 'read' && profile && mapping ? mappingView(profile, mapping) : null,
      presets: presets.map(({ name }) => name),
      types: state === 'mapped' ? typesView(page, school.zone, at) : null,
      preview: previewView(page),
      confirmed: row.confirmed,
      mayDrop: mayBecome(state, 'dropped'),
      mayGoBack: mayBecome(state, 'read') && state !== 'uploaded',
      ended: hasEnded(state),
      hasReport: row.summary !== null,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await requireDoor(args, 'import.upload');
    const ref = { schoolId: here.school.id, importId: uuidParam(args, 'importId') };
    const form = await readForm(args.request);
    const done = await orRefused(() => step(here, ref, form));
    if (done.refused) {
      const { sentence, todo, reason, status } = done.refused;
      const errors = { [reason === 'import_ask_twice' ? 'sure' : 'form']: `${sentence} ${todo}` };
      return json({ errors }, { status });
    }
    const errors = importErrors(done.value);
    if (Object.keys(errors).length > 0) return json({ errors }, { status: 422 });
    throw redirect(`${here.base}/imports/${ref.importId}`);
  });

async function step(
  { services, person }: AtSchool,
  ref: { schoolId: string; importId: string },
  form: FormData,
) {
  const { deps } = services;
  const sure = form.get('sure') === 'yes';
  switch (form.get('intent')) {
    case 'map':
      return mapImport(deps, person, ref, mappingIn(form));
    case 'read-again':
      await readAgain(deps, person, ref, choicesIn(form));
      return [];
    case 'sign':
      return signTypes(deps, person, ref, typesIn(form));
    case 'start':
      await startImport(deps, person, ref, sure);
      return [];
    case 'let-in':
      await confirmImport(deps, person, ref, { letIn: true, sure });
      return [];
    case 'leave-out':
      await confirmImport(deps, person, ref, { letIn: false, sure });
      return [];
    case 'back':
      await reconsiderImport(deps, person, ref);
      return [];
    case 'drop':
      await dropImport(deps, person, ref);
      return [];
    default:
      throw notOurForm();
  }
}

const NO_ERRORS: Record<string, string> = {};

export default function Import() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const errors: Record<string, string> = answer?.errors ?? NO_ERRORS;
  const { map, types, preview, maySign, state } = page;
  const askDataLead = !maySign && ['mapped', 'previewed', 'waiting'].includes(state);
  return (
    <Page width={map ? 'wide' : 'reading'}>
      <PageHeader
        title={page.title}
        over={`File of ${page.when}`}
        back={{ to: `${page.base}/imports`, label: 'Import' }}
      />
      <ErrorSummary title="Not done yet. Nothing is lost." lines={summaryOf(errors)} />
      {page.fault && (
        <Notice kind="stopped" title={page.fault}>
          Nothing was changed.
        </Notice>
      )}
      {page.working && <ImportProgress progress={page.progress} />}
      {askDataLead && (
        <Notice kind="info" title="The data lead goes on from here.">
          Tell them that a file waits. You can close this page.
        </Notice>
      )}
      {map && page.read && (
        <>
          <Section id="rows" title="The first rows" hint={page.read.sentence}>
            <SampleRows headers={map.headers} sample={map.sample} />
            <ReadAgainForm as={page.read} busy={busy} />
          </Section>
          {page.presets.length > 0 && (
            <p>
              Fill in from last time:{' '}
              {page.presets.map((name, index) => (
                <span key={name}>
                  {index > 0 && ', '}
                  <Link to={`?kept=${encodeURIComponent(name)}`} reloadDocument>
                    {name}
                  </Link>
                </span>
              ))}
            </p>
          )}
          <div className="max-w-measure">
            <MappingForm view={map} errors={errors} busy={busy} />
          </div>
        </>
      )}
      {state === 'mapped' && maySign && (
        <Section
          id="meanings"
          title="Each kind of consent"
          hint="A consent counts for what its wording said, and for nothing else. Whatever you leave out is not used."
        >
          {types ? (
            <ImportTypes view={types} errors={errors} busy={busy} />
          ) : (
            <Notice kind="stopped" title="That column has too many different values to be kinds of consent.">
              Go back and choose another column.
            </Notice>
          )}
        </Section>
      )}
      {preview && !page.working && state !== 'read' && state !== 'mapped' && (
        <ImportPreview view={preview} written={state !== 'previewed'} ended={page.ended} />
      )}
      {state === 'previewed' && maySign && preview && (
        <StartForm twice={preview.startTwice} error={errors['sure']} busy={busy} />
      )}
      {state === 'waiting' && maySign && preview && (
        <ConfirmForm twice={preview.confirmTwice} flips={preview.flips} error={errors['sure']} busy={busy} />
      )}
      {state === 'done' && (
        <Notice
          kind="done"
          title={
            page.confirmed === false
              ? 'Done. The new permissions were left out.'
              : 'Done. Every row is in the report.'
          }
        />
      )}
      {page.hasReport && !page.working && state !== 'read' && state !== 'mapped' && (
        <div>
          <ButtonLink to={`${page.base}/imports/${page.id}/report`} kind="quiet" reloadDocument download>
            Download the report (CSV)
          </ButtonLink>
        </div>
      )}
      {page.mayDrop && <WayOut canGoBack={page.mayGoBack} busy={busy} />}
    </Page>
  );
}
