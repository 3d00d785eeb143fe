/* Every known attack, as a comment and as an article: the pages that show them run no script,
 * open nothing, ask no other site for anything but a picture, and break no rule of the site's
 * own policy, so the policy never had to help. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { openBrowser, openMember, openWindow, readText, send, sharedFile, startSite } from './site.mjs';

const FILES = ['dompurify.json', 'h5sc.json'].map((name) => sharedFile('sanitizer', name));
const N_PAYLOADS = 184;
const COMMENTS_OF_ONE = 19;    /* in a minute a member may write 20 */
const COMMENTS_ON_ARTICLE = 48; /* so that one page shows them all */
const SHARES_AT_ONCE = 2;
const SETTLE_MS = 300;          /* for what runs on load, on error or by a timer */

/* A comment with these is refused as a whole: what remains is what could get through. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const filler = 'The ferry left the quay on time, and those who had come to see it go stayed for the light. ';

/* An article around a payload, so that there is something to find. */
const pageWith = (payload, i) => `<!doctype html><html lang="en"><head><title>Payload number ${i}</title></head><body>
<article><h1>Payload number ${i}</h1><p>${filler.repeat(4)}</p><p>${filler}</p>
<div>${payload}</div><p>${filler.repeat(4)}</p></article></body></html>`;

/* Says so when a script has run or the policy had to forbid something. */
function watch() {
  const tell = (what) => window.reportToTest(what);
  for (const name of ['alert', 'confirm', 'prompt', 'open', 'print'])
    window[name] = () => tell(`script called ${name}`);
  addEventListener('securitypolicyviolation', (event) =>
    tell(`policy forbade ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
}

async function openWatched(browser, site, options) {
  const watched = await openWindow(browser, site, options);
  await watched.context.exposeFunction('reportToTest', (what) => watched.troubles.push(what));
  await watched.context.addInitScript(watch);
  return watched;
}

/* What of a page a reader may press, hover or focus is tried too. */
async function provoke(page) {
  await page.evaluate(() => {
    for (const e of document.querySelectorAll('.prose, .prose *')) {
      for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationstart', 'paste'])
        e.dispatchEvent(new Event(type, { bubbles: true }));
    }
    for (const e of document.querySelectorAll('.prose [href^="javascript:" i], .prose [action]')) e.click();
  });
  await page.waitForTimeout(SETTLE_MS);
}

async function look(watched, address) {
  const answer = await watched.page.goto(address);
  assert.equal(answer.status(), 200, address);
  await provoke(watched.page);
}

const payloads = [];
for (const file of FILES.filter(Boolean)) payloads.push(...JSON.parse(await readText(file)));
const skip = payloads.length === 0 && 'the shared data is absent';

async function withSite(prepare, use) {
  const browser = await openBrowser();
  const site = await startSite({ prepare });
  try {
    await use(browser, site);
  } finally {
    await browser.close();
    await site.stop();
  }
}

test('there are as many payloads as there should be', { skip }, () => {
  assert.equal(payloads.length, N_PAYLOADS);
  assert.ok(payloads.every(({ payload }) => typeof payload === 'string' && payload !== ''));
});

test('as comments they run nothing', { skip }, async () => {
  const nWriters = Math.ceil(payloads.length / COMMENTS_OF_ONE);
  const articles = [];
  const prepare = async (site) => {
    await site.user('Tan KW', 'owner');
    await site.blog('blog', 'Blog', 'Tan KW');
    for (let i = 0; i < nWriters; i++) await site.user(`Writer ${i}`);
    for (let i = 0; i < payloads.length; i += COMMENTS_ON_ARTICLE)
      articles.push(await site.shareText('blog', 'Tan KW', pageWith('', i), '--title', `Page ${i}`));
  };
  await withSite(prepare, async (browser, site) => {
    for (let writer = 0; writer < nWriters; writer++) {
      const { context, page } = await openMember(browser, site, `Writer ${writer}`);
      const from = writer * COMMENTS_OF_ONE;
      for (let i = from; i < Math.min(from + COMMENTS_OF_ONE, payloads.length); i++) {
        const article = articles[Math.floor(i / COMMENTS_ON_ARTICLE)];
        const number = article.match(/\d+/)[0];
        await send(page, article, `/a/${number}/comments`, { body: `Number ${i}:\n\n${payloads[i].payload.replace(INVISIBLE, '')}` });
      }
      await context.close();
    }
    const watched = await openWatched(browser, site);
    let seen = 0;
    for (const article of articles) {
      await look(watched, article);
      seen += await watched.page.locator('.thread > .comment').count();
    }
    assert.equal(seen, payloads.length);
    assert.deepEqual(watched.troubles, []);
  });
});

test('as articles they run nothing', { skip }, async () => {
  const articles = [];
  const prepare = async (site) => {
    await site.user('Tan KW', 'owner');
    await site.blog('blog', 'Blog', 'Tan KW');
    const queue = payloads.map(({ payload }, i) => pageWith(payload, i));
    const worker = async () => {
      for (let text = queue.shift(); text !== undefined; text = queue.shift())
        articles.push(await site.shareText('blog', 'Tan KW', text));
    };
    await Promise.all(Array.from({ length: SHARES_AT_ONCE }, worker));
  };
  await withSite(prepare, async (browser, site) => {
    const watched = await Promise.all([1, 2, 3, 4].map(() => openWatched(browser, site)));
    const queue = [...articles];
    await Promise.all(watched.map(async (window) => {
      for (let address = queue.shift(); address; address = queue.shift()) await look(window, address);
    }));
    assert.equal(articles.length, payloads.length);
    assert.deepEqual(watched.flatMap(({ troubles }) => troubles), []);
    const list = await openWatched(browser, site);
    for (const address of ['/', '/b/blog']) await look(list, address);
    assert.deepEqual(list.troubles, []);
  });
});
