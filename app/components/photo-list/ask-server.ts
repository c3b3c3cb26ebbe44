// What a phone asks of the server about its photo list: a new copy, the same copy brought up to date, or that it was taken off.
import type { PhoneList } from '#app/presenters/phone-list.ts';

export type Answer =
  | { is: 'list'; list: PhoneList; wasOutOfDate: boolean }
  /** the copy has ended: the phone forgets it */
  | { is: 'ended' }
  | { is: 'signed_out' }
  | { is: 'no_signal' }
  | { is: 'refused'; words: string };

/** A phone on a coach may have a signal that carries nothing: then what is kept is shown. */
const WAIT_MS = 5_000;

/** Sends the form; never rejects. */
export async function askServer(address: string, form: Record<string, string>): Promise<Answer> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (answer.status === 401) return { is: 'signed_out' };
    if (answer.status === 410) return { is: 'ended' };
    const body = (await answer.json()) as {
      list?: PhoneList;
      wasOutOfDate?: boolean;
      message?: string;
    } | null;
    if (answer.ok && body?.list)
      return { is: 'list', list: body.list, wasOutOfDate: body.wasOutOfDate ?? false };
    return { is: 'refused', words: body?.message ?? 'This list is not there for whoever is signed in here.' };
  } catch {
    return { is: 'no_signal' };
  }
}
