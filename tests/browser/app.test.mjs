/* What app.js adds: things happen in place, nothing typed is lost, and where it cannot help
 * the browser does what it does without it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { openBrowser, openMember, press, root, startSite, words } from './site.mjs';
import { startPublisher } from './publisher.mjs';

const sample = (name) => path.join(root, 'samples', name);

let browser;
let publisher;
let site;
let article;
before(async () => {
  browser = await openBrowser();
  publisher = await startPublisher();
  site = await startSite({
    options: ['--allow-fetch', publisher.host],
    prepare: async (made) => {
      await made.user('Tan KW', 'owner');
      await made.user('Aminah');
      await made.blog('good-articles', 'Good Articles', 'Tan KW');
      article = await made.share('good-articles', 'Tan KW', sample('tide-tables.txt'));
    },
  });
});
after(async () => {
  await browser.close();
  await publisher.close();
  if (site) await site.stop();
});

/* A member's window on the article; `isSame` tells whether it is still the page first loaded. */
async function openArticle(name = 'Aminah') {
  const opened = await openMember(browser, site, name, { permissions: ['clipboard-read', 'clipboard-write'] });
  await opened.page.goto(article);
  await opened.page.evaluate(() => { window.isFirst = true; });
  return { ...opened, isSame: () => opened.page.evaluate(() => window.isFirst === true) };
}

const field = (page) => page.locator('.discussion > .comment-form textarea');
const button = (page) => page.locator('.discussion > .comment-form button');

test('a like, a follow, a comment and a reply happen in place', async () => {
  const { context, page, troubles, isSame } = await openArticle();
  await page.locator('#like button').click();
  await page.locator('#like', { hasText: 'Liked by Aminah' }).waitFor();
  await page.locator('#like', { hasText: 'Unlike' }).waitFor();
  await page.locator('#follow button').click();
  await page.locator('#follow', { hasText: 'Unfollow · 1' }).waitFor();
  await field(page).fill('Said in place.');
  await button(page).click();
  await page.locator('.thread > .comment', { hasText: 'Said in place.' }).waitFor();
  assert.equal(await field(page).inputValue(), '');
  const comment = page.locator('.thread > .comment').last();
  await comment.getByRole('link', { name: 'Reply' }).click();
  await comment.locator('textarea').fill('Answered in place.');
  await comment.locator('.comment-form button').click();
  await comment.locator('.replies .comment', { hasText: 'Answered in place.' }).waitFor();
  assert.ok(await isSame(), 'the page was loaded again');
  assert.deepEqual(troubles, []);
  await page.reload();
  assert.equal(await page.locator('.comment').count(), 2);
  await context.close();
});

test('what was done is told to a screen reader', async () => {
  const { context, page } = await openArticle('Tan KW');
  await page.locator('#like button').click();
  await page.locator('p[role="status"]', { hasText: 'You like this.' }).waitFor({ state: 'attached' });
  assert.ok(await page.evaluate(() => document.querySelector('#like').contains(document.activeElement)));
  await context.close();
});

test('an edited comment changes in place and is marked', async () => {
  const { context, page, isSame } = await openArticle();
  await field(page).fill('With a tpyo.');
  await button(page).click();
  const comment = page.locator('.thread > .comment', { hasText: 'tpyo' });
  await comment.getByRole('link', { name: 'Edit' }).click();
  await comment.locator('textarea').fill('With no typo.');
  await comment.locator('.comment-form button').click();
  const mended = page.locator('.thread > .comment', { hasText: 'With no typo.' });
  await mended.waitFor();
  assert.match(await words(mended.locator('.comment-head')), /edited/);
  assert.ok(await isSame());
  await context.close();
});

test('a comment is shown as it will look while it is written', async () => {
  const { context, page } = await openArticle();
  await field(page).pressSequentially('Some **strong** words');
  await page.locator('.comment-preview strong', { hasText: 'strong' }).waitFor();
  await context.close();
});

test('what was being written survives a reload and goes when it is sent', async () => {
  const { context, page } = await openArticle();
  await field(page).fill('Not yet finished');
  await page.reload();
  assert.equal(await field(page).inputValue(), 'Not yet finished');
  await button(page).click();
  await page.locator('.thread > .comment', { hasText: 'Not yet finished' }).waitFor();
  await page.reload();
  assert.equal(await field(page).inputValue(), '');
  await context.close();
});

test('a comment written while the session ended is kept, sent after signing in', async () => {
  const { context, page } = await openArticle();
  await context.clearCookies({ name: 'session' });
  await field(page).fill('Written too long.');
  await press(page, button(page));
  assert.match(await page.locator('main').innerText(), /kept/);
  await page.fill('#name', 'Aminah');
  await page.fill('#password', 'correct horse battery');
  await press(page, page.locator('main form button').first());
  assert.equal(await page.locator('main textarea').inputValue(), 'Written too long.');
  await press(page, page.locator('main form button'));
  await page.locator('.thread > .comment', { hasText: 'Written too long.' }).waitFor();
  assert.equal(await field(page).inputValue(), '');
  await context.close();
});

test('where the fetch fails the form is sent as without it', async () => {
  const { context, page, isSame } = await openArticle();
  await page.route('**/comments', (route) =>
    (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()));
  await field(page).fill('Sent the plain way.');
  await press(page, button(page));
  await page.locator('.thread > .comment', { hasText: 'Sent the plain way.' }).waitFor();
  assert.equal(await isSame(), false);
  assert.equal(await page.locator('.comment', { hasText: 'Sent the plain way.' }).count(), 1);
  await context.close();
});

test('the link is copied and the button says so', async () => {
  const { context, page } = await openArticle();
  const link = page.locator('[data-copy]').first();
  await link.click();
  await page.locator('[data-copy]', { hasText: 'Link copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site.address}${article}`);
  await context.close();
});

test('a link is fetched in view and leads to what was understood', async () => {
  publisher.pages.set('/story', await readFile(sample('humming-bridges.html'), 'utf8'));
  publisher.hold();
  const { context, page, troubles } = await openMember(browser, site, 'Tan KW');
  await page.goto('/share');
  await page.fill('#link', publisher.address('/story'));
  await press(page, page.locator('button[value="link"]'));
  assert.match(page.url(), /\/share\/jobs\/\d+/);
  await page.locator('#share-job [aria-current="step"]').waitFor();
  await page.evaluate(() => { window.isFirst = true; });
  publisher.release();
  await page.waitForURL(/\/a\/\d+\/edit$/);
  assert.notEqual(await page.inputValue('#title'), '');
  assert.equal(await page.inputValue('#url'), publisher.address('/story'));
  assert.deepEqual(troubles, []);
  await context.close();
});

test('without JavaScript the same link leads to the same place', async () => {
  publisher.pages.set('/plain', await readFile(sample('night-ferries.html'), 'utf8'));
  const { context, page } = await openMember(browser, site, 'Tan KW', { javaScriptEnabled: false });
  await page.goto('/share');
  await page.fill('#link', publisher.address('/plain'));
  await press(page, page.locator('button[value="link"]'));
  await page.waitForURL(/\/a\/\d+\/edit$/);
  assert.notEqual(await page.inputValue('#title'), '');
  await context.close();
});

test('the preview beside the form follows what is corrected', async () => {
  const { context, page } = await openMember(browser, site, 'Tan KW');
  await page.goto(`/a/${article.match(/\d+/)[0]}/edit`);
  await page.fill('#title', 'A title put right');
  await page.locator('#preview .headline', { hasText: 'A title put right' }).waitFor();
  const box = page.locator('[data-rich="body"]');
  await box.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Typed in front. ');
  await page.locator('#preview [data-body]', { hasText: 'Typed in front.' }).waitFor();
  await press(page, page.locator('button[value="save"]'));
  assert.equal(await words(page.locator('h1.headline')), 'A title put right');
  assert.match(await words(page.locator('.prose')), /Typed in front\./);
  await context.close();
});

test('app.js stays small', async () => {
  const { size } = await (await import('node:fs/promises')).stat(path.join(root, 'assets', 'app.js'));
  assert.ok(size < 15 * 1024, `${size} bytes`);
});
