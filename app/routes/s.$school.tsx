// The office around every page of one school. Each page below asks for itself who may see it: this frame decides nothing.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { AppFrame } from '#app/components/app-frame.tsx';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { frameAt } from '#app/http/frame.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const here = await requireAtSchool(args);
    return { frame: await frameAt(here, here.school) };
  });

export default function SchoolLayout() {
  const { frame } = useLoaderData<typeof loader>();
  return (
    <AppFrame frame={frame}>
      <Outlet />
    </AppFrame>
  );
}
