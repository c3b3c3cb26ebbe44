// One pupil's file: being made, ready to fetch for a day, or gone.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { BeforeYouHandIt } from '#app/components/exports/before-you-hand-it.tsx';
import { ExportProgress } from '#app/components/exports/export-progress.tsx';
import { FactsList } from '#app/components/facts-list.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readExport } from '#app/domain/exports/ask-export.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { refusalWords } from '#app/presenters/refusals.ts';
import { exportFacts, exportState, exportStateWords, leftOutWords } from '#app/presenters/subject-exports.ts';

export const meta: MetaFunction = () => [{ title: 'Records for a request · Gatepost' }];

/** Why fetching did not work, as the file's own address sends back. */
const FETCH_FAULTS = ['file_gone', 'file_no_answer', 'file_damaged'];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base, shared } = await requireDoor(args, 'pupil.export');
    const ref = { schoolId: school.id, exportId: uuidParam(args, 'exportId') };
    const line = await readExport(services.deps.db, person, ref, at);
    const asked = new URL(args.request.url).searchParams.get('not');
    const fault = FETCH_FAULTS.find((code) => code === asked);
    return {
      base,
      shared,
      id: line.id,
      pupil: { id: line.pupilId, name: line.name },
      state: exportState(line, at),
      title: exportStateWords(line, at),
      facts: exportFacts(line, school.zone, at),
      leftOut: leftOutWords(line),
      fault: fault ? refusalWords(fault) : null,
    };
  });

export default function Export() {
  const page = useLoaderData<typeof loader>();
  const { base, pupil, state } = page;
  const again = `${base}/pupils/${pupil.id}/export`;
  return (
    <Page>
      <PageHeader
        title={page.title}
        over={`Records about ${pupil.name}`}
        back={{ to: `${base}/exports`, label: 'All files' }}
      />
      {page.fault && (
        <Notice kind="stopped" title={page.fault.sentence} announce>
          {page.fault.todo}
        </Notice>
      )}
      {state === 'waiting' && <ExportProgress />}
      {state === 'failed' && (
        <Notice
          kind="stopped"
          title="The file could not be made."
          action={<ButtonLink to={again}>Ask again</ButtonLink>}
        >
          It was tried several times, and nothing of it is kept. If it fails again, tell whoever looks after
          Gatepost at your school.
        </Notice>
      )}
      {state === 'destroyed' && (
        <Notice
          kind="info"
          title="This file is gone for good."
          action={
            <ButtonLink kind="quiet" to={again}>
              Ask for a new one
            </ButtonLink>
          }
        >
          It could be fetched for a day, and was then destroyed.
        </Notice>
      )}
      <FactsList facts={page.facts} />
      {state === 'ready' && page.leftOut && <Notice kind="info" title={page.leftOut} />}
      {state === 'ready' && <Ready {...page} />}
      <p>
        <Link to={`${base}/pupils/${pupil.id}`} className="inline-flex min-h-11 items-center">
          Open the pupil’s page
        </Link>
      </p>
    </Page>
  );
}

function Ready({ base, id, shared }: { base: string; id: string; shared: boolean }) {
  return (
    <>
      <BeforeYouHandIt />
      {shared && (
        <Notice kind="stopped" title="Others use this device too." word="Not here">
          A file that you fetch stays on it. Sign in on a device that only you use.
        </Notice>
      )}
      <p className="text-small text-quiet">
        A ZIP file, not locked. Keep it where only you can open it, hand it over in a safe way, and then
        delete your copy. Never send it by ordinary e-mail.
      </p>
      <form method="post" action={`${base}/exports/${id}/file`}>
        <StickyActions>
          <Button icon="down" wide>
            Fetch the file
          </Button>
        </StickyActions>
      </form>
    </>
  );
}
