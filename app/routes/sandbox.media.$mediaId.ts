// One photo as it stands on the practice timeline, byte for byte. A photo that is in no post of one's own schools is not there.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { notHere } from '#app/http/actor.server.ts';
import { requirePractice } from '#app/http/practice.server.ts';
import { answering } from '#app/http/respond.server.ts';

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { who, accounts } = await requirePractice(args);
    const { sandbox } = who.services;
    const mediaId = args.params['mediaId'] ?? '';
    if (!/^[1-9]\d{0,18}$/.test(mediaId)) throw notHere();
    const media = await sandbox.readMedia(mediaId);
    const extension = media && EXTENSIONS[media.mediaType];
    if (!media || !extension || !accounts.some(({ platformUserId }) => platformUserId === media.userId))
      throw notHere();
    const timeline = await sandbox.listTimeline(media.userId);
    const posted = timeline.some((post) => post.visibleAt <= who.at && post.mediaIds.includes(mediaId));
    if (!posted) throw notHere();
    const save = new URL(args.request.url).searchParams.has('save');
    return new Response(media.bytes as BodyInit, {
      headers: {
        'Content-Type': media.mediaType,
        'Content-Length': String(media.bytes.byteLength),
        'Content-Disposition': `${save ? 'attachment' : 'inline'}; filename="practice-${mediaId}.${extension}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
        // Taken down is gone: nothing of it stays in the browser.
        'Cache-Control': 'private, no-store',
      },
    });
  });
