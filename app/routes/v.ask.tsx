// A pupil's questions, one a screen. The page shows what is asked and nothing that anybody has said, and its address never changes.
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { isPractice } from '#app/domain/school/installation.ts';
import { answerSlip } from '#app/domain/views/answer-slip.ts';
import { SAID } from '#app/domain/views/asked.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { cookieOf, noCookie, QUESTIONS, sittingOf } from '#app/http/slip-sitting.server.ts';
import { QUESTIONS_ASKED, SAID_WORDS } from '#app/presenters/view-questions.ts';

export const meta: MetaFunction = () => [{ title: 'Your view · Gatepost' }];
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const sitting = await sittingOf(args);
    if (!sitting) throw redirect('/v');
    const { said } = sitting;
    return {
      practice: await isPractice(args.context.services.deps.db),
      number: said.length + 1,
      question: QUESTIONS_ASKED[said.length] ?? null,
      readBack: QUESTIONS_ASKED.flatMap(({ subject, short }, index) => {
        const answer = said[index];
        return answer ? [{ subject, short, said: SAID_WORDS[answer] }] : [];
      }),
    };
  });

const Pressed = z.object({
  /** which question it answers: a tap that comes twice answers no second one */
  number: z.coerce.number().int().min(1).max(4),
  said: z.enum([...SAID, 'back', 'again', 'finish']),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { services } = args.context;
    requireSameOrigin(args.request, services.publicOrigin);
    const { number, said } = requireFields(await readForm(args.request), Pressed);
    const sitting = await sittingOf(args);
    if (!sitting) throw redirect('/v');
    const goOn = (answers: typeof sitting.said) =>
      redirect(QUESTIONS, { headers: { 'Set-Cookie': cookieOf(services, { ...sitting, said: answers }) } });
    if (number !== sitting.said.length + 1) return redirect(QUESTIONS);
    if (said === 'again') return goOn([]);
    if (said === 'back') return goOn(sitting.said.slice(0, -1));
    const [image, video, first_name] = sitting.said;
    if (said === 'finish') {
      if (!image || !video || !first_name) return redirect(QUESTIONS);
      await answerSlip(services.deps, sitting, { image, video, first_name });
      return redirect('/v?note=thanks', { headers: { 'Set-Cookie': noCookie(services) } });
    }
    return sitting.said.length < QUESTIONS_ASKED.length ? goOn([...sitting.said, said]) : redirect(QUESTIONS);
  });

export default function Ask() {
  const { practice, number, question, readBack } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice}>
      {question ? (
        <>
          <PageHeader title={question.title} over={`Question ${number} of ${QUESTIONS_ASKED.length}`}>
            {question.about}
          </PageHeader>
          <Form method="post" reloadDocument className="flex flex-col gap-3">
            <input type="hidden" name="number" value={number} />
            {SAID.map((answer) => (
              <Button key={answer} kind="quiet" name="said" value={answer} wide>
                {SAID_WORDS[answer]}
              </Button>
            ))}
            {number > 1 && (
              <div className="pt-4">
                <Button kind="quiet" icon="back" name="said" value="back">
                  Back
                </Button>
              </div>
            )}
          </Form>
          <p className="text-small text-quiet">
            You decide this for yourself. A no counts, whatever anybody else has said. Your teacher is not
            told what you choose.
          </p>
        </>
      ) : (
        <>
          <PageHeader title="Is this right?" />
          <dl className="flex flex-col divide-y divide-line rounded-card border border-line bg-paper">
            {readBack.map(({ subject, short, said }) => (
              <div key={subject} className="flex items-baseline justify-between gap-4 px-4 py-3">
                <dt>{short}</dt>
                <dd className="font-semibold">{said}</dd>
              </div>
            ))}
          </dl>
          <Form method="post" reloadDocument className="flex flex-col gap-3">
            <input type="hidden" name="number" value={number} />
            <Button name="said" value="finish" icon="check" wide>
              Yes, keep it
            </Button>
            <Button kind="quiet" name="said" value="again" wide>
              No, start again
            </Button>
          </Form>
          <p className="text-small text-quiet">
            You can change your mind: with the same slip for as long as it works, and on any day by telling
            somebody at school. You never have to say why.
          </p>
        </>
      )}
    </PlainFrame>
  );
}
