// How strictly the school checks words. Safeguarding leads may read it: they are told when a rule becomes looser.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { RuleHint, TextRulesForm } from '#app/components/text-rules-form.tsx';
import { may } from '#app/domain/permissions.ts';
import { setTextRules } from '#app/domain/words/rules/set-text-rules.ts';
import { INDIVIDUAL_PUPILS, LOGO_RULES, PUPIL_IDENTITY } from '#app/domain/words/rules/text-rules.ts';
import { notHere, requireAtSchool, requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { textRuleErrors, textRulesPage } from '#app/presenters/text-rules.ts';

export const meta: MetaFunction = () => [{ title: 'Rules for words · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, at, base } = await requireAtSchool(args);
    const maySet = may(person, 'textRules.set', school.id, at);
    if (!maySet && !may(person, 'finding.acceptForSafety', school.id, at)) throw notHere();
    return { home: base, maySet, school: school.name, ...textRulesPage(school.settings, school.zone) };
  });

const day = z.string().max(20);
const Typed = z.object({
  base: z.string().max(64),
  pupilIdentity: z.enum(PUPIL_IDENTITY),
  logoRule: z.enum(LOGO_RULES),
  individualPupils: z.enum(INDIVIDUAL_PUPILS),
  nameApartDays: z.string().max(10),
  electionFrom: day,
  electionUntil: day,
  policyCited: z.string().max(40),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base: home } = await requireDoor(args, 'textRules.set');
    const { base, ...typed } = requireFields(await readForm(args.request), Typed);
    const days = typed.nameApartDays.trim();
    const rules = {
      ...typed,
      nameApartDays: /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN,
      electionFrom: typed.electionFrom || null,
      electionUntil: typed.electionUntil || null,
      policyCited: typed.policyCited || null,
    };
    const set = await setTextRules(services.deps, person, { schoolId: school.id, rules, base });
    if (set.ok) {
      const note = set.changed.length === 0 ? 'same' : set.looser.length > 0 ? 'looser' : 'set';
      throw redirect(`${home}/text-rules?note=${note}`);
    }
    if (set.why === 'stale') return json({ stale: true, errors: {}, typed }, { status: 409 });
    return json({ stale: false, errors: textRuleErrors(set.issues), typed }, { status: 422 });
  });

export default function TextRules() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader
        title="Rules for words"
        over={page.school}
        back={{ to: `${page.home}/tasks`, label: 'Tasks' }}
      >
        They count for every post of this school that has not gone out yet, from the moment they are set.
      </PageHeader>
      {note === 'set' && <Notice kind="done" title="These rules count from now on." announce />}
      {note === 'looser' && (
        <Notice kind="done" title="These rules count from now on." announce>
          Something can go out now that was stopped before, so the safeguarding leads have been told.
        </Notice>
      )}
      {note === 'same' && (
        <Notice kind="info" title="Nothing was different, so nothing was changed." announce />
      )}
      {answer?.stale && (
        <Notice kind="needs-you" title="Somebody else set these rules while you had them open." announce>
          Nothing of yours is lost: it stands below as you chose it. What counts at the moment is under “As
          they are now”. Set yours again if you still want to.
        </Notice>
      )}
      <ErrorSummary title="Not set yet. Nothing is lost." lines={summaryOf(errors)} />
      {page.maySet && (
        <TextRulesForm
          key={answer ? 'typed' : page.base}
          page={page}
          typed={answer?.typed ?? {}}
          errors={errors}
          busy={busy}
        />
      )}
      {(!page.maySet || answer?.stale) && (
        <Section id="now" title="As they are now">
          <dl className="divide-y divide-line rounded-card border border-line bg-paper">
            {page.rules.map((rule) => (
              <div key={rule.name} className="flex flex-col gap-1 px-4 py-3">
                <dt className="text-small text-quiet">{rule.label}</dt>
                <dd className="font-semibold">{rule.now}</dd>
                <dd className="text-small text-quiet">
                  <RuleHint rule={rule} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </Page>
  );
}
