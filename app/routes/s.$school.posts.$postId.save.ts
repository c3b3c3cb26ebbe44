// Saves the compose form while somebody types. Answers with data only: whether it is saved, what the checks say now, and
// what was merged in from elsewhere. Signed out meanwhile is an answer too, so that the page stays and keeps the words.
import type { ActionFunctionArgs } from '@remix-run/node';
import { json } from '@remix-run/node';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { draftFieldsOf } from '#app/domain/posts/save-typed.ts';
import { readForm } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { saveForm } from '#app/http/save-form.server.ts';
import { composeChecks } from '#app/presenters/compose-checks.ts';

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const at = await postHere(args, { signedOut: 'answer' });
    const { services, person, of } = at;
    await readDraft(services.deps.db, person, of, at.at);
    const saved = await saveForm(at, await readForm(args.request));
    const draft = await readDraft(services.deps.db, person, of, services.deps.clock.now());
    const { facts } = draft;
    const now = { checks: composeChecks(facts, draft), fields: draftFieldsOf(facts) };
    return saved.ok
      ? json({ saved: true as const, ...now })
      : json({ saved: false as const, notSaved: saved, ...now }, { status: saved.status });
  });
