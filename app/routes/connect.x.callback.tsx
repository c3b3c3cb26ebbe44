// Where X sends a person back to. Their code is sealed at once and the address is left behind; nothing of it stands on a page, in a log line, or
// in what the next page is told about where they came from.
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { returnFromPlatform } from '#app/domain/accounts/make-connection.ts';
import { ownSchools, requirePerson } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { Notice } from '#app/components/notice.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';

const NOTHING_KEPT = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

export const headers: HeadersFunction = () => NOTHING_KEPT;

export const meta: MetaFunction = () => [{ title: 'Connecting · Gatepost' }];

/** X's own codes are far shorter; anything longer is not its. */
const MOST = 2_000;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    // Somebody without a session is nobody's visitor: they are not sent to sign in with a code in the address.
    const who = await requirePerson(args, { signedOut: 'answer' }).catch((thrown: unknown) => {
      if (thrown instanceof Response && thrown.status === 401) return null;
      throw thrown;
    });
    if (!who) return Response.json(null, { status: 401, headers: NOTHING_KEPT });
    const query = new URL(args.request.url).searchParams;
    const read = (name: string): string => (query.get(name) ?? '').slice(0, MOST);
    const { person, sessionId, services } = who;
    const back = { state: read('state'), code: read('code'), error: read('error') };
    const at = await returnFromPlatform(services.deps, { person, sessionId }, back);
    const school = at && (await ownSchools(who)).find(({ id }) => id === at.schoolId);
    if (at && school)
      throw redirect(`/s/${school.slug}/register/${at.accountId}`, { status: 303, headers: NOTHING_KEPT });
    return Response.json(null, { status: 404, headers: NOTHING_KEPT });
  });

export default function CameBack() {
  return (
    <PlainFrame practice={false}>
      <Notice kind="stopped" title="This visit is over, or it is not yours.">
        Nothing was connected. Open the account’s page in Gatepost, in the browser in which you began, and
        begin again.
      </Notice>
    </PlainFrame>
  );
}
