// The address of the school's public page, to put on its website and to print: where anybody asks for something to be taken down.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CopyWords } from '#app/components/hand-over/copy-words.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { publicWordOf } from '#app/domain/removals/public-word.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { qrPicture } from '#app/http/qr-picture.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const meta: MetaFunction = () => [{ title: 'The page for parents and everybody else · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, base } = await requireDoor(args, 'removal.log');
    const address = `${services.publicOrigin}/ask/${publicWordOf(school)}`;
    return { base, schoolName: school.name, address, picture: qrPicture(address) };
  });

export default function Poster() {
  const { base, schoolName, address, picture } = useLoaderData<typeof loader>();
  const linkWords = 'Ask us to take down a photo or a post';
  return (
    <Page>
      <div className="not-on-paper flex flex-col gap-6">
        <PageHeader
          title="The page for parents and everybody else"
          back={{ to: `${base}/removals`, label: 'Requests to remove' }}
        >
          On this page anybody can ask for a photo or a post to be taken down, without an account. What they
          send appears among the requests at once, and its time runs. Put a link on the school’s website, and
          this notice where people pass.
        </PageHeader>
        <CopyWords label="The address" words={address} press="Copy the address" rows={2} />
        <CopyWords
          label="For the website"
          words={`${linkWords}: ${address}`}
          press="Copy these words"
          rows={3}
        />
        <PrintButton />
      </div>
      <section
        aria-label="The notice, as it is printed"
        className="flex flex-col items-center gap-6 rounded-card border border-line bg-paper p-6 text-center sm:p-10"
      >
        <p className="text-lead font-bold">{schoolName}</p>
        <p className="text-title font-bold sm:text-display">
          Is there a photo of you or your child on our accounts that should not be there?
        </p>
        <p className="text-lead">Tell us, and we look at it the same school day. You need no reason.</p>
        <svg
          viewBox={`0 0 ${picture.size} ${picture.size}`}
          role="img"
          aria-label="Code to scan"
          className="w-56 bg-white"
        >
          <path d={picture.path} />
        </svg>
        <p className="max-w-full break-all">{address}</p>
        <p>Or tell the school office, by telephone or in person.</p>
      </section>
    </Page>
  );
}
