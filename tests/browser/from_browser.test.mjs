/* A page that only its reader's own browser gets: behind a sign-in, with and without a policy of
 * its publisher against forms. It is sent here by the bookmarklet and by the extension. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { openBrowser, PAGE_MS, password, press, root, signIn, startSite, words } from './site.mjs';

const SHARER = 'Tan KW';
const TITLE = 'What the lock keeper heard';
const FIRST = 'For forty years the lock keeper has listened to the water before he opens a gate, and he writes down what it says.';
const LAST = 'The new gates are quieter, he says, and he trusts them less for it than anybody who built them.';
const WALL = 'Readers sign in here';

const article = `<!doctype html><html lang="en"><head><meta charset="gb2312"><title>${TITLE} - Wall Street Herald</title></head>
<body><header>Menu</header><article><h1>${TITLE}</h1><p>${FIRST}</p>
<p id="made-later"></p><p id="last">${LAST}</p></article>
<script>document.getElementById('made-later').textContent =
  'His notebooks fill two shelves in the hut, one for each bank; this was written by a script, and so only browsers see it.';</script>
</body></html>`;

/* Shows the article to whoever has its cookie. */
function startWall() {
  const server = createServer((request, response) => {
    const isReader = (request.headers.cookie ?? '').includes('reader=1');
    const policy = request.url.includes('strict')
      ? { 'Content-Security-Policy': "script-src 'unsafe-inline'; form-action 'self'" } : {};
    response.writeHead(isReader ? 200 : 403, { 'Content-Type': 'text/html', ...policy });
    response.end(isReader ? article : `<title>${WALL}</title><p>${WALL}</p>`);
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

let browser, site, wall, home;

before(async () => {
  wall = await startWall();
  home = `http://127.0.0.1:${wall.address().port}`;
  site = await startSite({
    prepare: async (made) => {
      await made.user(SHARER, 'owner');
      await made.blog('good-articles', 'Good Articles to Share', SHARER);
    },
    options: ['--allow-fetch', `127.0.0.1:${wall.address().port}`],
  });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  wall?.closeAllConnections();
  await new Promise((resolve) => { wall?.close(resolve); });
  await site?.stop();
});

/* A browser that the publisher knows; `isMember` says whether ours does. */
async function openReader({ isMember = true } = {}) {
  const context = await browser.newContext({ baseURL: site.address, locale: 'en-GB' });
  context.setDefaultTimeout(PAGE_MS);
  await context.addCookies([{ name: 'reader', value: '1', url: home }]);
  const page = await context.newPage();
  if (isMember) await signIn(page, SHARER);
  return { context, page };
}

/* The script that the page "Tools" has in its link, as a browser reads it. */
async function bookmarklet() {
  const { context, page } = await openReader();
  await page.goto('/settings/tools');
  const href = await page.locator('a[data-bookmarklet]').getAttribute('href');
  const shown = await page.locator('#code').inputValue();
  await context.close();
  assert.match(href, /^javascript:/);
  assert.equal(decodeURIComponent(href), shown, 'the link and the text are not the same');
  return href;
}

/* Presses a bookmark: here a link of the page itself, or where the page's policy is against
 * scripts in links, the same script with the rights of a bookmark. */
async function pressBookmark(context, page, href, isStrict) {
  const opened = context.waitForEvent('page');
  if (isStrict)
    await page.evaluate(decodeURIComponent(href.slice('javascript:'.length)));
  else
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, href);
  const shared = await opened;
  await shared.waitForURL((url) => url.host === site.host);
  return shared;
}

async function assertDraft(shared, { has, lacks = [], title = TITLE }) {
  assert.match(new URL(shared.url()).pathname, /^\/a\/\d+\/edit$/);
  assert.equal(await shared.inputValue('#title'), title);
  const body = await shared.inputValue('#body');
  for (const text of has) assert.ok(body.includes(text), `lacks ${text}: ${body}`);
  for (const text of lacks) assert.ok(!body.includes(text), `has ${text}: ${body}`);
}

test('the bookmarklet sends a page behind a wall, and once used it is gone', async () => {
  const href = await bookmarklet();
  const { context, page } = await openReader();
  await page.goto(`${home}/story`);
  const shared = await pressBookmark(context, page, href, false);
  assert.equal(new URL(shared.url()).host, site.host);
  assert.match(await words(shared.locator('.parked')), new RegExp(`${TITLE}.*/story`));
  const address = shared.url();
  await press(shared, shared.locator('button[value="parked"]'));
  await assertDraft(shared, { has: [FIRST, LAST, 'written by a script'] });
  assert.equal(await shared.inputValue('#url'), `${home}/story`);
  const again = await shared.goto(address);
  assert.equal(again.status(), 410);
  assert.match(await words(shared.locator('#error-summary')), /not here any more.*send it again/);
  await context.close();
});

test('what was selected can be shared alone', async () => {
  const href = await bookmarklet();
  const { context, page } = await openReader();
  await page.goto(`${home}/story`);
  await page.evaluate(() => getSelection().selectAllChildren(document.getElementById('last')));
  const shared = await pressBookmark(context, page, href, false);
  await press(shared, shared.locator('button[value="selection"]'));
  await assertDraft(shared, { has: [LAST], lacks: [FIRST], title: `${TITLE} - Wall Street Herald` });
  await context.close();
});

test('whoever is not signed in signs in and finds the page waiting', async () => {
  const href = await bookmarklet();
  const { context, page } = await openReader({ isMember: false });
  await page.goto(`${home}/story`);
  const shared = await pressBookmark(context, page, href, false);
  await shared.fill('#name', SHARER);
  await shared.fill('#password', password);
  await press(shared, shared.locator('main form button'));
  assert.match(await words(shared.locator('.parked')), new RegExp(TITLE));
  await press(shared, shared.locator('button[value="parked"]'));
  await assertDraft(shared, { has: [FIRST] });
  await context.close();
});

test('where the publisher forbids forms the bookmarklet brings the link', async () => {
  const href = await bookmarklet();
  const { context, page } = await openReader();
  await page.goto(`${home}/strict`);
  const shared = await pressBookmark(context, page, href, true);
  assert.equal(new URL(shared.url()).pathname, '/share');
  assert.equal(context.pages().length, 2, 'an empty tab was left behind');
  assert.equal(await shared.inputValue('#link'), `${home}/strict`);
  await context.close();
});

/* Chromium with the extension. No program may press a button beside the page, which is what lets
 * the extension see it: in its place the publisher is named in the copy's manifest. */
async function openExtended() {
  const folder = await mkdtemp(path.join(tmpdir(), 'passalong-extension-'));
  const extension = path.join(folder, 'extension');
  await cp(path.join(root, 'extension'), extension, { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(extension, 'manifest.json'), 'utf8'));
  await writeFile(path.join(extension, 'manifest.json'),
    JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }));
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: false,
    baseURL: site.address,
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update',
      `--disable-extensions-except=${extension}`, `--load-extension=${extension}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch'],
  });
  context.setDefaultTimeout(PAGE_MS);
  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker');
  return { context, worker, close: async () => { await context.close(); await rm(folder, { recursive: true, force: true }); } };
}

test('the extension sends it, also where the publisher forbids forms', async (t) => {
  const { context, worker, close } = await openExtended();
  t.after(close);
  const base = worker.url().replace(/background\.js$/, '');
  const options = await context.newPage();
  await options.goto(`${base}options.html`);
  await options.fill('#address', 'ftp://nowhere');
  await options.click('button');
  await options.locator('#said', { hasText: 'no web address' }).waitFor();
  await options.fill('#address', `${site.address}/`);
  await options.click('button');
  await options.locator('#said', { hasText: 'Saved' }).waitFor();
  await context.addCookies([{ name: 'reader', value: '1', url: home }]);
  const page = await context.newPage();
  await signIn(page, SHARER);
  await page.goto(`${home}/strict`);
  await page.bringToFront();
  const opened = context.waitForEvent('page');
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.action.onClicked.dispatch(tab);
  });
  const shared = await opened;
  await shared.locator('.parked').waitFor();
  await press(shared, shared.locator('button[value="parked"]'));
  await assertDraft(shared, { has: [FIRST, LAST, 'written by a script'] });
});
