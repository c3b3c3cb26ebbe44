// A photographer without a sign-in, on a phone, and the teacher who gave them a code: sent, thanked, seen clean, put into a post.
// Played in a real browser against the running product.
import { expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { BY_WORKER_MS, accessible, noSidewaysScroll, PHONE, ready, signIn } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { noisePng } from '#tests/support/noise.ts';

journey('a photographer with a code', (stage) => {
  it('sends photos that the teacher then puts into a post', async () => {
    const teacher = await stage.visit();
    await signIn(teacher.page, 'Priya Nair');
    await act.startTripPost(teacher.page, 'Year 4 at Tidewater Farm');
    await teacher.page.goto(`${act.SCHOOL}/codes`);
    await ready(teacher.page);
    await accessible(teacher.page);
    await teacher.page.getByLabel('Which event?').fill('Sports day');
    await teacher.page.getByRole('button', { name: 'Make a code' }).click();
    const link = (await teacher.page.getByText(/^http.*\/u\/[A-Z2-9-]{24}$/).textContent()) ?? '';
    await accessible(teacher.page);
    await noSidewaysScroll(teacher.page);
    await teacher.page.reload();
    expect(await teacher.page.getByText(link).count()).toBe(0);

    const guest = await stage.visit();
    await guest.page.goto(link);
    await ready(guest.page);
    await accessible(guest.page);
    await guest.page.getByLabel('A photographer who was asked to').check();
    await guest.page.getByLabel('The school may use them').check();
    await guest.page.getByRole('button', { name: 'Go on' }).click();
    await guest.page.getByLabel('Choose photos').waitFor();
    await ready(guest.page);
    const photos = [await noisePng(300, 200), await noisePng(200, 300), await noisePng(240, 240)];
    await guest.page
      .getByLabel('Choose photos')
      .setInputFiles(
        photos.map((buffer, index) => ({ name: `DSC_${index}.png`, mimeType: 'image/png', buffer })),
      );
    await guest.page.getByText('3 photos received, thank you.').waitFor({ timeout: BY_WORKER_MS });
    await accessible(guest.page);
    await noSidewaysScroll(guest.page);
    expect(await guest.page.locator('main img').count()).toBe(0);
    expect(await guest.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(await guest.context.cookies()).toEqual([]);
    expect(guest.complaints()).toEqual([]);

    await teacher.page.getByRole('link', { name: 'Sports day' }).click();
    await teacher.page.waitForURL(/\/codes\/[0-9a-f-]{36}$/);
    await act.untilItSays(teacher.page, 'Photo 3', 30);
    await ready(teacher.page);
    await teacher.page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('main li img')].every((each) => each.naturalWidth > 0),
    );
    await accessible(teacher.page);
    await noSidewaysScroll(teacher.page);
    await teacher.page.setViewportSize({ width: 1280, height: 900 });
    await teacher.page.setViewportSize(PHONE);
    await teacher.page.getByRole('checkbox', { name: 'Photo 1' }).check();
    await teacher.page.getByRole('checkbox', { name: 'Photo 3' }).check();
    await teacher.page.getByRole('button', { name: 'Add to this post' }).click();
    await teacher.page.getByText('Photo 2 is clean.').waitFor();
    expect(await teacher.page.getByRole('figure', { name: /^Photo/ }).count()).toBe(2);

    await teacher.page.goBack();
    await teacher.page.getByRole('button', { name: 'End the code now' }).click();
    await teacher.page.getByText(/^Ended /).waitFor();
    await guest.page.reload();
    await guest.page.getByRole('heading', { name: 'This link does not open' }).waitFor();
    expect(teacher.complaints()).toEqual([]);
    await guest.close();
    await teacher.close();
  }, 180_000);
});
