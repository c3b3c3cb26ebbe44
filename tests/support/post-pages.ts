// Pages about one post, asked for the way a browser asks: who looks, at which post, what is pressed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { type AskOptions, responseOf, type Web } from './web.ts';

export const SCHOOL = 'ashwick-lane-primary-school';
export const BASE = `/s/${SCHOOL}`;

type Loader = (args: LoaderFunctionArgs) => unknown;
type Action = (args: ActionFunctionArgs) => unknown;

/** What a page's loader gave: its data, or where it sends instead. */
export interface Given {
  status: number;
  to: string | null;
  text: string;
  /** the data as the browser gets it */
  data: unknown;
}

async function given(run: () => unknown): Promise<Given> {
  const answer = await responseOf(run);
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text,
    data: isJson ? JSON.parse(text) : null,
  };
}

const paramsOf = (ref: PostRef | null) => ({ school: SCHOOL, ...(ref ? { postId: ref.postId } : {}) });

/** Looks at a page as somebody; `search` with its question mark, `params` what its address names beside the post. */
export const look = (
  web: Web,
  loader: Loader,
  as: string,
  ref: PostRef | null,
  search = '',
  params: Record<string, string> = {},
): Promise<Given> =>
  given(() =>
    loader(
      web.args(`${BASE}/somewhere${search}`, {
        as,
        params: { ...paramsOf(ref), ...params },
      }) as LoaderFunctionArgs,
    ),
  );

/** Presses a button of a page as somebody. */
export const press = (
  web: Web,
  action: Action,
  as: string,
  ref: PostRef,
  form: NonNullable<AskOptions['form']>,
  params: Record<string, string> = {},
): Promise<Given> =>
  given(() =>
    action(
      web.args(`${BASE}/somewhere`, {
        as,
        params: { ...paramsOf(ref), ...params },
        form,
      }) as ActionFunctionArgs,
    ),
  );
