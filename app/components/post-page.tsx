// The page of one post, in the order in which people ask: where is it, what do I do, what does it say, what happened.
import type { PageNote } from '#app/presenters/post-notes.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { ButtonLink } from './button.tsx';
import { ContentPhotos } from './content-photos.tsx';
import { CorrectionNotices } from './correction-notices.tsx';
import { FactsList } from './facts-list.tsx';
import { LetStandList } from './let-stand.tsx';
import { Notice } from './notice.tsx';
import { Narrow, Page, PageHeader, Section } from './page.tsx';
import { ChangeActions, NextAction, TakeDownDoor } from './post-actions.tsx';
import { PostPreview } from './post-preview.tsx';
import { PostStory } from './post-story.tsx';
import { PostTrack } from './post-track.tsx';
import { RepostsDoor } from './reposts-page.tsx';
import { Stays } from './stays.tsx';
import { TakedownClock } from './takedown-clock.tsx';
import { TogetherList } from './together-list.tsx';
import { ByHandPanel, PlatformLink, UnknownPanel } from './settle-panels.tsx';

interface PostPageProps {
  page: PostPageView;
  note: PageNote | null;
  /** what was pressed and not done */
  refused: { intent: string; sentence: string; todo: string } | null;
}

export function PostPage({ page, note, refused }: PostPageProps) {
  const { standing, content, onPlatform } = page;
  const evidenceMissing = refused?.intent === 'confirm_removed';
  return (
    <Page width="wide">
      <Narrow>
        <PageHeader title={page.title} over={page.over} back={{ to: page.base, label: 'Home' }} />
        {refused && !evidenceMissing && refused.intent !== 'stay' && (
          <Notice kind="stopped" word="Not done" title={refused.sentence} announce>
            {refused.todo}
          </Notice>
        )}
        {note && !refused && (
          <Notice kind={note.kind} title={note.title} announce>
            {note.text}
          </Notice>
        )}
        <PostTrack
          status={standing.status}
          reason={standing.reason}
          {...(standing.todo ? { todo: standing.todo } : {})}
          {...(standing.reached === null ? {} : { reached: standing.reached })}
        />
        {page.further.map(({ sentence, todo }) => (
          <Notice key={sentence} kind="stopped" word="Also held" title={sentence}>
            {todo}
          </Notice>
        ))}
        {page.clock && <TakedownClock clock={page.clock} />}
        <CorrectionNotices notes={page.corrections} />
        {page.sayWhy && (
          <ButtonLink to={page.sayWhy} kind="quiet" icon="pencil" wide>
            Say why it came down
          </ButtonLink>
        )}
        {page.recordTo && (
          <ButtonLink to={page.recordTo} kind="quiet" icon="warn" wide>
            It should never have gone out
          </ButtonLink>
        )}
        {page.correctTo && (
          <ButtonLink to={page.correctTo} icon="pencil" kind="quiet" wide>
            Put it right in a new post
          </ButtonLink>
        )}
        {page.trouble && <Notice kind="needs-you" title={page.trouble} />}
        {page.byHand && (
          <ButtonLink to={page.byHand.to} icon="send" kind={page.byHand.urgent ? 'primary' : 'quiet'} wide>
            {page.byHand.label}
          </ButtonLink>
        )}
        <NextAction {...page} />
        <UnknownPanel page={page} />
        <ByHandPanel page={page} problem={evidenceMissing ? refused.todo : null} />
        {onPlatform && (standing.status === 'published' || standing.status === 'published_by_hand') && (
          <PlatformLink to={onPlatform.to}>
            {onPlatform.practice ? 'See it on the practice timeline' : `See it on ${page.platformName}`}
          </PlatformLink>
        )}
        <TogetherList together={page.together} />
        <RepostsDoor reposts={page.reposts} />
        <TakeDownDoor {...page} />
        <Section
          id="look"
          title={
            standing.status === 'taken_down'
              ? `How it looked on ${page.platformName}`
              : `How it looks on ${page.platformName}`
          }
        >
          <PostPreview
            accountName={content.accountName}
            platformName={content.platformName}
            handle={content.handle}
            words={content.words}
            photos={content.preview}
          />
        </Section>
      </Narrow>
      {content.photos.length > 0 && (
        <Section id="photos" title={content.photos.length === 1 ? 'The photo' : 'Each photo'}>
          <ContentPhotos photos={content.photos} />
        </Section>
      )}
      <Narrow>
        <Section id="about" title="About this post">
          <FactsList facts={page.about} />
        </Section>
        <LetStandList items={page.letStand} />
        <Stays stays={page.stays} problem={refused?.intent === 'stay' ? refused.todo : null} />
        <ChangeActions {...page} />
        <Section
          id="story"
          title="What happened"
          hint="From the school’s log, which nobody can change afterwards."
        >
          <PostStory lines={page.story} />
        </Section>
      </Narrow>
    </Page>
  );
}
