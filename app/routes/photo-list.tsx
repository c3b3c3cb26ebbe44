// The page of the photo list on a phone. It is the same for everybody and holds nothing of any list: a phone keeps it, and what is
// shown comes out of the phone's own store, behind a PIN.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PhoneScreen } from '#app/components/photo-list/phone-screen.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { isPractice } from '#app/domain/school/installation.ts';

export const meta: MetaFunction = () => [{ title: 'Photo list · Gatepost' }];

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  practice: await isPractice(context.services.deps.db),
});

export default function PhotoList() {
  const { practice } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice}>
      <PhoneScreen />
    </PlainFrame>
  );
}
