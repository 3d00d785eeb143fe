/* The same link again, and a story that its source changes after it was shared: as a reader with
 * a script and one without see it, on a desk and on a phone. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import test, { after, before } from 'node:test';
import { lookAtSource, shareLink, story } from './looks.mjs';
import { openBrowser, openMember, openWindow, press, startSite, words } from './site.mjs';
import { startPublisher } from './publisher.mjs';

const NOTICE = 'The source changed this article since it was shared. See what changed';
const PHONE = { viewport: { width: 390, height: 844 } };
const LOOKS = 60;

let browser;
let publisher;
let site;

async function prepare(made) {
  await made.user('Tan KW', 'owner');
  await made.user('Aminah');
  await made.blog('good-articles', 'Good Articles to Share', 'Tan KW');
  await made.blog('coast-notes', 'Coast Notes', 'Aminah');
  await made.policy('127.0.0.1', 'full');
}

before(async () => {
  browser = await openBrowser();
  publisher = await startPublisher();
  site = await startSite({ prepare, options: ['--allow-fetch', publisher.host] });
});

after(async () => {
  await publisher.close();
  await site.stop();
  await browser.close();
});

/* The story shared under an address of its own, then changed by its source. */
async function shareAndChange(page, address) {
  publisher.pages.set(address, story());
  const article = await shareLink(page, publisher.address(address));
  publisher.pages.set(address, story((html) => html.replace('12 passengers', '40 passengers')));
  for (let i = 0; i < LOOKS && await page.locator('.article > .notice').count() === 0; i++)
    await lookAtSource(page, article, 1);
  return article;
}

for (const [name, options] of [['on a desk', {}], ['without a script, on a phone', { ...PHONE, javaScriptEnabled: false }]]) {
  test(`a change at the source is told and shown, ${name}`, async () => {
    const owner = await openMember(browser, site, 'Tan KW');
    const article = await shareAndChange(owner.page, `/ferry-${options.viewport ? 1 : 2}`);
    const { context, page, troubles } = await openWindow(browser, site, options);
    await page.goto(article);
    assert.equal(await words(page.locator('.article > .notice')), NOTICE);
    assert.match(await words(page.locator('.article-body')), /At least 12 passengers/);
    await press(page, page.locator('.article > .notice a'));
    assert.match(await words(page.locator('.redline del')), /^\[removed: ?12 ?end\]$/);
    assert.match(await words(page.locator('.redline ins')), /^\[added: ?40 ?end\]$/);
    const kept = page.locator('.redline details').first();
    assert.equal(await kept.locator('p').first().isVisible(), false);
    await kept.locator('summary').click();
    assert.ok(await kept.locator('p').first().isVisible());
    const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
    assert.ok(width <= (options.viewport?.width ?? 1280), `${width} pixels wide`);
    assert.equal(await page.locator('a[href$=".warc"]').count(), 0, 'a stranger gets no archive');
    assert.deepEqual(troubles, []);
    await context.close();
    await owner.context.close();
  });
}

test('the sharer downloads what the hash on the page is of', async () => {
  const owner = await openMember(browser, site, 'Tan KW');
  publisher.pages.set('/kept', story());
  await owner.page.goto(await shareLink(owner.page, publisher.address('/kept')));
  const hash = await owner.page.locator('.provenance .hash').getAttribute('title');
  const [download] = await Promise.all([
    owner.page.waitForEvent('download'), owner.page.locator('.provenance a[href$=".warc"]').click(),
  ]);
  const bytes = await readFile(await download.path());
  assert.equal(createHash('sha256').update(bytes).digest('hex'), hash);
  assert.deepEqual(owner.troubles, []);
  await owner.context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a link that is here is gone to or shared as a copy, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const link = publisher.address(`/again-${javaScriptEnabled}`);
    const dressed = `${link}?utm_source=letter`;
    for (const each of [link, dressed]) publisher.pages.set(each.slice(publisher.address('').length), story());
    const owner = await openMember(browser, site, 'Tan KW');
    const first = await shareLink(owner.page, link);
    const { context, page } = await openMember(browser, site, 'Aminah', { javaScriptEnabled });
    await page.goto('/share');
    await page.fill('#link', `${dressed}#top`);
    await press(page, page.locator('button[value="link"]').last());
    assert.match(await words(page.locator('.known')), /^This article is here already .* Shared by Tan KW on .* in Good Articles to Share\./);
    assert.equal(await page.locator('.known a.button').getAttribute('href'), first);
    await page.locator('.known button').click();
    await page.waitForURL(/\/edit$/);
    await press(page, page.locator('button[value="publish"]'));
    assert.match(await words(page.locator('.provenance')), /Shared first by Tan KW in Good Articles to Share/i);
    await context.close();
    await owner.context.close();
  });
}
