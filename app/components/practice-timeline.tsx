// One practice account and its posts, newest first, each as it would look, with its files and descriptions below it.
import type { TimelineAccount, TimelinePost } from '#app/presenters/practice-timeline.ts';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';
import { Section } from './page.tsx';
import { PostPreview } from './post-preview.tsx';
import { WhenText } from './when-text.tsx';

export function PracticeAccountPosts({ account }: { account: TimelineAccount }) {
  return (
    <Section
      id={`account-${account.handle.replace('@', '')}`}
      title={account.handle}
      hint={account.schoolName}
    >
      {account.posts.length === 0 ? (
        <EmptyState title="Nothing is live">
          A post appears here at its time, once it is approved, and goes from here when it is taken down.
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-6" aria-label={`Posts of ${account.handle}`}>
          {account.posts.map((post) => (
            <li
              key={post.id}
              id={`post-${post.id}`}
              className="flex scroll-mt-4 flex-col gap-2 rounded-card target:outline-3 target:outline-offset-4 target:outline-green"
            >
              <PostPreview
                accountName={account.name}
                platformName="X"
                handle={account.handle}
                words={post.words}
                photos={post.preview}
                when={<WhenText when={post.when}>{post.when.relative}</WhenText>}
              />
              <Files post={post} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Files({ post }: { post: TimelinePost }) {
  return (
    <div className="flex flex-col gap-1 px-4 text-small">
      <p className="text-quiet">
        Posted <WhenText when={post.when} />, number {post.id}
      </p>
      {post.photos.length > 0 && (
        <ul className="flex flex-col gap-1">
          {post.photos.map((photo) => (
            <li key={photo.id}>
              <a href={photo.to} download className="inline-flex min-h-11 items-center gap-1.5">
                <Icon name="download" size="small" />
                Save {photo.name.toLowerCase()} ({photo.size})
              </a>
              <span className="block">
                {photo.alt ? `Read aloud as: “${photo.alt}”` : 'It has no description.'}
              </span>
              <span className="block text-note text-quiet">SHA-256 {photo.fingerprint}…</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
