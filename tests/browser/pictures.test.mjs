/* Pictures as readers see them: from this site alone, in the width that fits, and still there after
 * the text was corrected in the editor. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { sharePictured } from './looks.mjs';
import { openBrowser, openMember, openWindow, press, startSite, words } from './site.mjs';
import { startPublisher } from './publisher.mjs';

const SHARER = 'Tan KW';

let browser, publisher, site, member, article;

before(async () => {
  publisher = await startPublisher();
  site = await startSite({
    prepare: async (made) => {
      await made.user(SHARER, 'owner');
      await made.blog('good-articles', 'Good Articles to Share', SHARER);
      await made.policy('127.0.0.1', 'full');
    },
    options: ['--allow-fetch', publisher.host],
  });
  browser = await openBrowser();
  member = await openMember(browser, site, SHARER);
  article = await sharePictured(member.page, publisher);
});

after(async () => {
  await browser?.close();
  await publisher?.close();
  await site?.stop();
});

async function shown(page) {
  const image = page.locator('.article picture img');
  await image.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('.article picture img').complete);
  return image.evaluate((img) => ({
    address: img.currentSrc, width: img.naturalWidth, lazy: img.loading, alt: img.alt,
    wide: document.documentElement.scrollWidth > innerWidth }));
}

test('a phone and a desk get the width that fits, as WebP and from here', async () => {
  for (const [size, least, most] of [[{ width: 390, height: 844 }, 390, 480], [{ width: 1280, height: 800 }, 600, 960]]) {
    const { context, page, troubles } = await openWindow(browser, site, { viewport: size });
    await page.goto(article);
    const image = await shown(page);
    assert.match(image.address, new RegExp(`^${site.address}/o/[0-9a-f]{64}\\.webp$`));
    assert.equal(image.alt, 'A bridge at dusk');
    assert.notEqual(image.lazy, 'lazy');
    assert.ok(!image.wide, 'the page scrolls sideways');
    const bytes = await (await page.request.get(image.address)).body();
    const width = await page.evaluate(async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      return bitmap.width;
    }, image.address);
    assert.ok(width >= least && width <= most, `${width} pixels for ${size.width}`);
    assert.equal(bytes.subarray(8, 12).toString(), 'WEBP');
    assert.deepEqual(troubles, []);
    await context.close();
  }
});

test('one that is not kept is a link with its words', async () => {
  const { context, page, troubles } = await openWindow(browser, site);
  await page.goto(article);
  const link = page.locator('.picture-link');
  assert.equal(await words(link), 'Picture: A bridge at dawn');
  assert.equal(await link.getAttribute('href'), publisher.address('/lost.jpg'));
  assert.deepEqual(troubles, []);
  await context.close();
});

test('the editor shows it and gives it back as it came', async () => {
  const { page, troubles } = member;
  await page.goto(`/a/${article.match(/\d+/)[0]}/edit`);
  const before = await page.inputValue('#body');
  const box = page.locator('[data-rich="body"]');
  assert.match(await box.locator('picture img').evaluate((img) => img.currentSrc), /\/o\/[0-9a-f]{64}\.webp$/);
  await box.locator('p').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Corrected. ');
  await press(page, page.locator('button[value="save"]'));
  assert.equal(await page.locator('.article picture').count(), 1);
  assert.match(await words(page.locator('.article .prose p')), /^Corrected\. The hangers/);
  await page.goto(`/a/${article.match(/\d+/)[0]}/edit`);
  const images = (text) => [...text.matchAll(/<img [^>]*?src="([^"]*)"[^>]*?alt="([^"]*)"/g)].map((found) => found.slice(1));
  assert.deepEqual(images(await page.inputValue('#body')), images(before));
  assert.equal(images(before).length, 2);
  assert.deepEqual(troubles, []);
});
