// The gallery's table of parts: every state of a post, every message, every button and field, every icon.
import { Button, ButtonLink } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Field } from '#app/components/field.tsx';
import { Icon, ICON_NAMES } from '#app/components/icon.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PostPreview } from '#app/components/post-preview.tsx';
import { PostTrack, StatusWord } from '#app/components/post-track.tsx';
import { Progress } from '#app/components/progress.tsx';
import { ALL_STATUSES, LONG_NAME, TWELVE } from './made-up.ts';

const PHOTOS = [1, 2, 3, 1].map((number, index) => ({
  id: `${index}`,
  src: `photo-${number}.jpg`,
  alt: 'A field.',
}));

export function Parts() {
  return (
    <Page width="wide">
      <PageHeader title="Parts" over="Gallery">
        Everything a screen is made of.
      </PageHeader>
      <Section id="tracks" title="The way of a post">
        <div className="grid gap-4 lg:grid-cols-2">
          {ALL_STATUSES.map((status) => (
            <Card key={status}>
              <PostTrack
                status={status}
                reached={status === 'held' ? 4 : undefined}
                reason={status === 'held' ? 'Permission for a pupil no longer covers this post.' : undefined}
                todo={status === 'held' ? 'Remove the pupil or the photo, then send it again.' : undefined}
              />
              <PostTrack compact status={status} />
            </Card>
          ))}
        </div>
      </Section>
      <Section id="messages" title="Messages">
        <Notice kind="info" title="The next school day is Monday 15 June." />
        <Notice
          kind="needs-you"
          title="One post missed its time."
          action={
            <ButtonLink to="/posts/1" kind="quiet">
              Open it
            </ButtonLink>
          }
        >
          Nothing went out. Choose a new time, or cancel it.
        </Notice>
        <Notice kind="stopped" title="Everything is paused." announce>
          {LONG_NAME} paused all posts at 10:04. Nothing starts again by itself.
        </Notice>
        <Notice kind="done" title="Approved. The comms lead has been told." announce />
      </Section>
      <Section id="buttons" title="Buttons">
        <div className="flex flex-wrap gap-3">
          <Button icon="check">Approve</Button>
          <Button kind="quiet">Save</Button>
          <Button kind="danger" icon="bin">
            Take it down
          </Button>
          <Button busy>Sending…</Button>
          <ButtonLink to="/new" icon="plus">
            New post
          </ButtonLink>
        </div>
        <div className="max-w-120">
          <Field
            label="Search"
            name="search"
            type="search"
            hint="A forename or a class"
            defaultValue="Ffion"
          />
        </div>
        <Progress label="Cleaning photo 2" percent={62} hint="You can leave this page." />
        <Progress label="Waiting for the photo to arrive" />
      </Section>
      <Section id="table" title="Tables">
        <DataTable
          caption="Posts this week"
          columns={[
            { header: 'Post', cell: (post) => post.title },
            { header: 'By', cell: () => LONG_NAME },
            { header: 'Seen', cell: () => '1,204', numeric: true },
            { header: 'State', cell: (post) => <StatusWord status={post.status} /> },
          ]}
          rows={TWELVE.slice(0, 4)}
          rowKey={(post) => post.id}
          empty={null}
        />
      </Section>
      <Section id="previews" title="As it will look">
        <div className="grid gap-4 lg:grid-cols-2">
          {[1, 2, 3, 4].map((count) => (
            <PostPreview
              key={count}
              platformName="X"
              accountName="Ysgol Llanfairpwll"
              handle="@LlanfairPrimary"
              words={count === 4 ? '' : `With ${count}.`}
              photos={PHOTOS.slice(0, count)}
            />
          ))}
        </div>
      </Section>
      <Section id="icons" title="Icons">
        <ul className="flex flex-wrap gap-3">
          {ICON_NAMES.map((name) => (
            <li key={name} className="flex w-20 flex-col items-center gap-1 text-note text-quiet">
              <span className="text-ink">
                <Icon name={name} size="large" />
              </span>
              {name}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
