// One request to remove something, in the order in which people ask: where is it, what is to do, what do I say, what was found.
import { Form, Link, useNavigation } from '@remix-run/react';
import { ASKED_WAY_CHOICES, type RemovalPageView } from '#app/presenters/removals.ts';
import { Button } from './button.tsx';
import { Checkbox, RadioGroup, Select } from './choices.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FactsList } from './facts-list.tsx';
import { Notice } from './notice.tsx';
import { Page, PageHeader, Section } from './page.tsx';
import { RemovalMark } from './removal-list.tsx';
import { TextArea } from './text-area.tsx';

interface RemovalPageProps {
  base: string;
  page: RemovalPageView;
  errors: Readonly<Record<string, string>>;
  /** the reason of a decision that was not taken, as it was typed */
  typed: string;
}

export function RemovalPage({ base, page, errors, typed }: RemovalPageProps) {
  const problems = Object.entries(errors).map(([fieldId, message]) => ({ fieldId, message }));
  return (
    <Page>
      <PageHeader
        title={page.what}
        over={page.who}
        back={{ to: `${base}/removals`, label: 'Requests to remove' }}
      />
      <div className="not-on-paper flex flex-col gap-1">
        <RemovalMark state={page.state} />
        {page.note && <p>{page.note}</p>}
      </div>
      <ErrorSummary title="Not done yet." lines={problems} />
      {page.fromPublicPage && (
        <p className="not-on-paper text-quiet">
          Somebody wrote this on the school’s public page. Nobody knows yet that they are who they say: call
          back on a number you have on record before you tell them anything about a child.
        </p>
      )}
      {page.words && (
        <blockquote className="not-on-paper border-l-2 border-line pl-4 whitespace-pre-line">
          {page.words}
        </blockquote>
      )}
      {page.pupil && (
        <p className="not-on-paper">
          It is about <Link to={page.pupil.to}>{page.pupil.name}</Link>. If they said no, record that there as
          well: it stops everything else too.
        </p>
      )}
      {page.copies && <Copies page={page} />}
      {page.mayDecide && (
        <Decide error={errors['reason']} typed={typed} found={(page.copies ?? []).length > 0} />
      )}
      {page.mayPutAside && <Aside intent="put_aside" />}
      {page.mayTakeUp && <Aside intent="take_up" />}
      {page.tell && <Tell page={page} error={errors['identityKnown']} />}
      {page.posts.length > 0 && (
        <div className="not-on-paper">
          <Section id="posts" title="What it reached">
            <PostLines posts={page.posts} label="What it reached" />
          </Section>
        </div>
      )}
      <div className="not-on-paper">
        <Section id="facts" title="On record">
          <FactsList facts={page.facts} />
        </Section>
      </div>
    </Page>
  );
}

function PostLines({ posts, label }: { posts: RemovalPageView['posts']; label: string }) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
    >
      {posts.map((post) => (
        <li key={post.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{post.says}</p>
          {post.to ? (
            <Link to={post.to} className="inline-flex min-h-11 items-center">
              <span className="line-clamp-2">{post.title}</span>
            </Link>
          ) : (
            <p>{post.title}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Copies({ page }: { page: RemovalPageView }) {
  const { copies, mayDecide } = page;
  if (!copies) return null;
  return (
    <Section
      id="copies"
      title="What was found"
      hint="The post they mean, and every photo on our accounts that looks like one in it."
    >
      {copies.length === 0 ? (
        <p className="text-quiet">Nothing of this school’s. Ask them for the address of the post.</p>
      ) : (
        <PostLines posts={copies} label="What was found" />
      )}
      {page.choose && page.choose.length > 0 && <Choose posts={page.choose} />}
      {!mayDecide && <p>The comms lead and the headteacher have been told. One of them decides.</p>}
    </Section>
  );
}

function Choose({ posts }: { posts: NonNullable<RemovalPageView['choose']> }) {
  const busy = useNavigation().state === 'submitting';
  return (
    <Form method="post" className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="name" />
      <Select label="Which post do they mean?" name="postId" prompt="Choose a post" choices={posts} />
      <div>
        <Button kind="quiet" icon="check" busy={busy}>
          It is this one
        </Button>
      </div>
    </Form>
  );
}

function Decide({ error, typed, found }: { error: string | undefined; typed: string; found: boolean }) {
  const busy = useNavigation().state === 'submitting';
  return (
    <Section id="decide" title="Your decision">
      {found && (
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="decide" />
          <Button name="outcome" value="removed" kind="danger" icon="bin" wide busy={busy}>
            Take it down, with every copy
          </Button>
          <p className="text-small text-quiet">
            What has not gone out is stopped, what is live is deleted, and the pictures cannot come back. You
            need nobody’s agreement.
          </p>
        </Form>
      )}
      <details {...(error || !found ? { open: true } : {})}>
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
          It stays, or there is nothing to remove
        </summary>
        <Form method="post" className="flex flex-col gap-4 pt-2">
          <input type="hidden" name="intent" value="decide" />
          <TextArea
            label="Why does it stay, or where did you look?"
            name="reason"
            hint="They are told this."
            rows={3}
            maxLength={1000}
            defaultValue={typed}
            {...(error ? { error } : {})}
          />
          <div className="flex flex-wrap gap-3">
            <Button name="outcome" value="not_removed" kind="quiet">
              It stays
            </Button>
            <Button name="outcome" value="nothing_found" kind="quiet">
              Nothing to remove
            </Button>
          </div>
        </Form>
      </details>
    </Section>
  );
}

const ASIDE = {
  put_aside: {
    label: 'Put it aside',
    says: 'For what is nobody’s request, such as advertising. Nobody is answered, it stays on record, and it can be taken up again.',
  },
  take_up: {
    label: 'Take it up again',
    says: 'It is somebody’s request after all. It is decided then like any other.',
  },
} as const;

function Aside({ intent }: { intent: keyof typeof ASIDE }) {
  const busy = useNavigation().state === 'submitting';
  const { label, says } = ASIDE[intent];
  return (
    <Form method="post" className="not-on-paper flex flex-col gap-2">
      <input type="hidden" name="intent" value={intent} />
      <p className="text-small text-quiet">{says}</p>
      <div>
        <Button kind="quiet" busy={busy}>
          {label}
        </Button>
      </div>
    </Form>
  );
}

function Tell({ page, error }: { page: RemovalPageView; error: string | undefined }) {
  const busy = useNavigation().state === 'submitting';
  const { tell, told, askIdentity } = page;
  if (!tell) return null;
  return (
    <Section
      id="tell"
      title="What to tell them"
      hint={askIdentity ? 'Only once you know who they are. Until then: “I have recorded it.”' : undefined}
    >
      <div className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4 shadow-card sm:p-5">
        {tell.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <p className="not-on-paper text-small text-quiet">
        Printed, this page is a letter with these words and nothing else of the record.
      </p>
      {told ? (
        <Notice kind="done" word="Told" title={told} />
      ) : (
        <Form method="post" className="not-on-paper flex flex-col gap-4">
          <input type="hidden" name="intent" value="tell" />
          {askIdentity && (
            <Checkbox
              name="identityKnown"
              value="yes"
              label="I know who they are"
              hint="They stand before me, or I called the number in our records."
              {...(error ? { error } : {})}
            />
          )}
          <RadioGroup
            label="How do you tell them?"
            name="way"
            choices={ASKED_WAY_CHOICES}
            defaultValue="phone"
          />
          <Button icon="check" wide busy={busy}>
            I have told them
          </Button>
        </Form>
      )}
    </Section>
  );
}
