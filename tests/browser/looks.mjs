/* A site with every kind of page, and the way to each: for tests that look at all of them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openMember, openWindow, press, reloadUntil, root, send, startSite } from './site.mjs';
import { startPublisher } from './publisher.mjs';

const sample = (name) => path.join(root, 'samples', name);
const N_TALKERS = 4;
const N_COMMENTS_EACH = 15;   /* in all more than one page of a thread */
const DEEPEST_REPLY = 6;
const FEEDS = '/b/good-articles/feeds';
const LIST = `<opml version="2.0"><body><outline type="rss" text="One" xmlUrl="https://one.example/feed"/>
  <outline type="rss" text="None" xmlUrl="mailto:none@two.example"/></body></opml>`;
const FEED = `<rss version="2.0"><channel><title>Harbour Wire</title><link>https://harbour.example/</link>
  ${[1, 2].map((n) => `<item><guid isPermaLink="false">${n}</guid><title>Ferry ${n} leaves before the rain</title>
  <description>It left at dawn, and nobody on the quay could say when it would be back.</description></item>`).join('')}
  </channel></rss>`;
const OLD_DAY = '2024-10-21T17:44';

async function prepare(site) {
  await site.user('Tan KW', 'owner');
  await site.user('Aminah');
  for (let i = 1; i <= N_TALKERS; i++) await site.user(`Talker ${i}`);
  await site.blog('good-articles', 'Good Articles to Share', 'Tan KW');
  await site.blog('second', 'Second Blog', 'Tan KW');
  const one = (file, source, ...options) =>
    site.share('good-articles', 'Tan KW', sample(file), '--source', source, ...options);
  site.english = await one('tide-tables.txt', 'AFP', '--date', OLD_DAY, '--url', 'https://tides.example/1');
  site.arabic = await one('floating-library.html', 'صحيفة الميناء', '--date', '2024-10-22T09:00');
  site.chinese = await one('watchmaker.txt', '河岸晚报');
  site.malay = await one('perahu-terakhir.txt', 'Berita Muara');
  site.withTags = await one('humming-bridges.html', 'The Span', '--date', '2024-10-23T09:00');
  site.gone = await one('missed-bus.html', 'The Span');
  site.linked = await one('kebun-tebing.html', 'Kampung Courier', '--url', 'https://kampung.example/1');
  site.withheld = await one('night-ferries.html', 'Harbour Wire', '--url', 'https://harbour.example/1');
  await site.policy('AFP', 'full', '--licence', 'CC BY 4.0');
  await site.policy('Kampung Courier', 'link');
  await site.policy('127.0.0.1', 'full'); /* the publisher of this machine, for its pictures */
}

export const numberOf = (address) => address.match(/\/(\d+)/)[1];

/* Comments side by side and one below the other. */
async function talk(browser, site) {
  const article = numberOf(site.english);
  const talkers = await Promise.all(Array.from({ length: N_TALKERS }, (_, i) =>
    openMember(browser, site, `Talker ${i + 1}`)));
  const said = await Promise.all(talkers.map(async ({ page }) => {
    let last;
    for (let i = 0; i < N_COMMENTS_EACH; i++)
      last = await send(page, site.english, `/a/${article}/comments`,
        { body: `Point **${i}**, with \`code\`, a [link](https://tides.example/) and\n\n> a quotation` });
    return last;
  }));
  let parent = said[0].hash.match(/\d+/)[0];
  for (let depth = 0; depth < DEEPEST_REPLY; depth++) {
    const speaker = talkers[(depth + 1) % N_TALKERS].page;
    if (depth > 0) await send(speaker, site.english, `/c/${parent}/like`);
    const at = await send(speaker, `/c/${parent}/reply`, `/c/${parent}/reply`, { body: `Answer ${depth}` });
    parent = at.hash.match(/\d+/)[0];
  }
  await Promise.all(talkers.map(({ context }) => context.close()));
  return parent;
}

/* Presses a button of a form whose fields are not held back by the browser's own checks. */
async function refused(page, button, fields) {
  await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
  for (const [name, value] of Object.entries(fields)) await page.fill(name, value);
  await press(page, page.locator(button).first());
}

/* [who, what is looked at, its address or how to get there] */
function kinds(site) {
  const { english, deep, own, publisher } = site;
  const draft = `/a/${numberOf(site.draft)}`;
  const go = (address, ...rest) => async (page) => { await page.goto(address); await refused(page, ...rest); };
  const capture = (address, isOver) => async (page) => {
    await page.goto('/share');
    await page.fill('#link', publisher.address(address));
    await press(page, page.locator('button[value="link"]'));
    if (isOver) await page.locator('#error-summary').waitFor();
  };
  return [
    ['stranger', 'front page', '/'],
    ['stranger', 'most discussed', '/discussed'],
    ['stranger', 'blog', '/b/good-articles'],
    ['stranger', 'search', '/search'],
    ['stranger', 'search with results', '/search?q=the+by%3A%22Tan+KW%22'],
    ['stranger', 'search in a blog without results', '/b/good-articles/search?q=qxzzy+tag%3Anone'],
    ['stranger', 'year', '/b/good-articles/2024'],
    ['stranger', 'year without posts', '/b/good-articles/2001'],
    ['stranger', 'month', '/b/good-articles/2024/10'],
    ['stranger', 'day', '/b/good-articles/2024/10/21'],
    ['stranger', 'day in every year', '/b/good-articles/on-this-day/10/21'],
    ['stranger', 'article with a long discussion', english],
    ['stranger', 'second page of a discussion', async (page) => {
      await page.goto(`${english}?order=newest`);
      await press(page, page.locator('.thread-more a[rel="next"]'));
    }],
    ['stranger', 'article in Arabic', site.arabic],
    ['stranger', 'article in Chinese', site.chinese],
    ['stranger', 'article with a picture kept and one not', site.pictured],
    ['stranger', 'source', '/source/afp'],
    ['stranger', 'tag', site.tag],
    ['stranger', 'member', '/m/tan-kw'],
    ['stranger', 'sign in', '/signin'],
    ['stranger', 'sign in, refused', go('/signin', 'main form button', { '#name': 'Nobody', '#password': 'wrong password' })],
    ['stranger', 'register', '/register'],
    ['stranger', 'register, refused', go('/register', 'main form button', { '#name': 'Tan KW', '#password': 'short' })],
    ['stranger', 'keys', '/keys'],
    ['stranger', '401', '/following'],
    ['stranger', '404', '/nowhere'],
    ['stranger', '410', site.gone],
    ['stranger', '451', site.withheld],
    ['stranger', 'article that is only a link', site.linked],
    ['stranger', 'moderation log', '/moderation'],
    ['member', 'front page', '/'],
    ['member', 'following', '/following'],
    ['member', 'article liked', site.withTags],
    ['member', 'article', site.malay],
    ['member', 'article with own comment', `${english}?order=newest`],
    ['member', 'reply', `/c/${deep}/reply`],
    ['member', 'edit a comment', `/c/${own}/edit`],
    ['member', 'delete a comment', `/c/${own}/delete`],
    ['member', 'comment, refused', go(`/c/${deep}/reply`, 'main form button', { textarea: ' ' })],
    ['member', 'share without a blog', '/share'],
    ['member', 'no drafts', '/drafts'],
    ['member', 'no blogs', '/settings/blogs'],
    ['member', 'settings', '/settings'],
    ['member', '403', '/admin'],
    ['owner', 'article', site.withTags],
    ['owner', 'share', '/share'],
    ['owner', 'share, refused', go('/share', 'button[value="plain"]', {})],
    ['owner', 'draft with preview', `${draft}/edit`],
    ['owner', 'edit with preview', `${site.editable}/edit`],
    ['owner', 'edit with pictures', `/a/${numberOf(site.pictured)}/edit`],
    ['owner', 'edit, refused', go(`${site.editable}/edit`, 'button[value="save"]', { '#title': '' })],
    ['owner', 'delete', `${site.editable}/delete`],
    ['owner', 'history', `${site.editable}/history`],
    ['owner', 'step of history', `${site.editable}/history/2`],
    ['owner', 'drafts', '/drafts'],
    ['owner', '451', site.withheld],
    ['owner', 'whole capture', `/a/${numberOf(site.linked)}/whole`],
    ['owner', 'take down', `/a/${numberOf(site.linked)}/takedown`],
    ['owner', 'take down, refused', go(`/a/${numberOf(site.linked)}/takedown`, 'main form button', {})],
    ['owner', 'show again', `/a/${numberOf(site.withheld)}/takedown`],
    ['owner', 'sources', '/admin/sources'],
    ['owner', 'new source', '/admin/sources/new'],
    ['owner', 'policy of a source', '/admin/sources/afp/edit'],
    ['owner', 'policy of a source, refused', go('/admin/sources/afp/edit', 'main form button', { '#words': '5000' })],
    ['owner', 'settings, refused', go('/settings', 'form[action="/settings/password"] button', {})],
    ['owner', 'sessions', '/settings/sessions'],
    ['owner', 'tools', '/settings/tools'],
    ['owner', 'page from a browser', async (page) => {
      const sent = { url: 'https://wall.example/story', title: 'Behind a wall', html: '<h1>Behind a wall</h1><p>Text.</p>',
        selection: '<p>Text.</p>' };
      await page.goto((await page.request.post('/share/from-browser', { form: sent })).url());
    }],
    ['owner', 'page from a browser that is gone', '/share?parked=0123456789abcdef'],
    ['owner', 'own blogs', '/settings/blogs'],
    ['owner', 'new blog', '/settings/blogs/new'],
    ['owner', 'new blog, refused', go('/settings/blogs/new', 'main form button', {})],
    ['owner', 'edit a blog', '/b/good-articles/edit'],
    ['owner', 'feeds', `${FEEDS}`],
    ['owner', 'feeds of a blog without any', '/b/second/feeds'],
    ['owner', 'feed, refused', go(FEEDS, 'form[action$="/feeds"] button', { '#url': '' })],
    ['owner', 'one feed', `${FEEDS}/1`],
    ['owner', 'list of feeds', async (page) => {
      await page.goto(FEEDS);
      await page.setInputFiles('#file', { name: 'list.opml', mimeType: 'text/x-opml', buffer: Buffer.from(LIST) });
      await press(page, page.locator('form[action$="/opml"] button'));
    }],
    ['owner', 'list of feeds, refused', go(FEEDS, 'form[action$="/opml"] button', {})],
    ['owner', 'drafts of feeds', `${FEEDS}/drafts`],
    ['owner', 'drafts of feeds, none chosen', go(`${FEEDS}/drafts`, 'button[value="publish"]', {})],
    ['owner', 'no drafts of feeds', '/b/second/feeds/drafts'],
    ['owner', 'site', '/admin'],
    ['owner', 'members', '/admin/members'],
    ['owner', 'invitations', go('/admin/invitations', 'main form button', {})],
    ['stranger', 'article whose source changed', site.watched],
    ['stranger', 'source since', `/a/${numberOf(site.watched)}/source/changes`],
    ['owner', 'article with its proof', site.watched],
    ['owner', 'source since, with archives', `/a/${numberOf(site.watched)}/source/changes`],
    ['owner', 'share what is here', async (page) => {
      await page.goto('/share');
      await page.fill('#link', `${publisher.address('/ferry')}?utm_source=letter`);
      await press(page, page.locator('button[value="link"]'));
    }],
    ['owner', 'draft of what is here', async (page) => {
      await page.goto('/share');
      await page.fill('#link', publisher.address('/ferry-desk'));
      await page.locator('button[value="link"]').click();
      await page.waitForURL(/\/edit$/);
    }],
    ['owner', 'capture that failed', capture('/nowhere', true)],
    ['owner', 'capture under way', async (page) => {
      publisher.hold();
      await capture('/slow')(page);
    }],
  ];
}

/* A second version of the article with tags, so that it has a history. */
async function correct(owner, site) {
  site.editable = `/a/${numberOf(site.withTags)}`;
  await owner.page.goto(`${site.editable}/edit`);
  await owner.page.fill('#title', 'What makes a bridge hum');
  await owner.page.fill('#tags', 'Bridges, Sound');
  await press(owner.page, owner.page.locator('button[value="save"]'));
  site.tag = '/tag/bridges';
}

/* Shares a page of which one picture can be fetched and the other cannot; the article's path,
 * once it shows them. Its source must be one whose full text readers see. */
export async function sharePictured(page, publisher) {
  publisher.pages.set('/bridge.jpg', await readFile(path.join(root, 'samples', 'pictures', 'bridge.jpg')));
  const figure = (file, alt) => `<figure><img src="${publisher.address(file)}" alt="${alt}"><figcaption>What it shows.</figcaption></figure>`;
  const text = '<p>The hangers have a note each, and the boxes listen for one that changes over the years.</p>';
  publisher.pages.set('/pictured', `<html lang="en"><head><title>Pictured</title></head><body><article><h1>Pictured</h1>
    ${text}${figure('/bridge.jpg', 'A bridge at dusk')}${text}${figure('/lost.jpg', 'A bridge at dawn')}${text}</article></body></html>`);
  const article = await shareLink(page, publisher.address('/pictured'));
  await reloadUntil(page, 'picture');
  return article;
}

async function keepDraft(owner, site) {
  await owner.page.goto('/share');
  await owner.page.fill('#plain', 'A Draft of Something\n\nFirst paragraph of it.\n\nSecond paragraph of it.');
  await press(owner.page, owner.page.locator('button[value="plain"]'));
  site.draft = new URL(owner.page.url()).pathname;
}

/* One feed that works and one that does not, both looked at. */
async function feed(owner, site) {
  site.publisher.pages.set('/feed', FEED);
  for (const path of ['/feed', '/no-feed']) {
    await owner.page.goto(FEEDS);
    await owner.page.fill('#url', site.publisher.address(path));
    await press(owner.page, owner.page.locator('form[action$="/feeds"] button'));
  }
  /* The page asks again by itself until all are looked at. */
  await owner.page.locator('text=Not looked at yet').waitFor({ state: 'detached' });
}

const SENTENCES = [
  'The harbour office said on Monday that the night ferry keeps its crossing through the winter.',
  'At least 12 passengers had offered to pay for the mooring lamp that the council wanted to put out.',
  '“We counted tickets, and they counted people,” the harbour master told reporters at the quay.',
  'Nobody could say how much has been collected, but the lamp burns until the spring comes.',
];
export const story = (change = (text) => text) => change(`<!doctype html><html lang="en"><head><title>Island ferry keeps its
  night crossing</title></head><body><article><h1>Island ferry keeps its night crossing</h1>
  ${SENTENCES.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`);

/* Shares a link and publishes what was captured; the article's path. */
export async function shareLink(page, link) {
  await page.goto('/share');
  await page.fill('#link', link);
  await page.locator('button[value="link"]').click();
  await page.waitForURL(/\/edit$/);
  await press(page, page.locator('button[value="publish"]'));
  return new URL(page.url()).pathname;
}

/* Looks at the source until it has been looked at so often. */
export async function lookAtSource(page, article, times) {
  for (let i = 0; i < times; i++) {
    await page.goto(article);
    await press(page, page.locator('.provenance form button'));
  }
}

/* A story that its source changed after it was shared. */
async function watch(owner, site) {
  const { publisher } = site;
  publisher.pages.set('/ferry', story());
  site.watched = await shareLink(owner.page, publisher.address('/ferry'));
  await send(owner.page, site.watched, `/a/${numberOf(site.watched)}/comments`, { body: 'Twelve is not many.' });
  publisher.pages.set('/ferry', story((html) => html.replace('12 passengers', '40 passengers').replaceAll('keeps its', 'loses its')));
  for (let i = 0; i < 40 && await owner.page.locator('.article > .notice').count() === 0; i++)
    await lookAtSource(owner.page, site.watched, 1);
  publisher.pages.set('/ferry-again', story());
  publisher.pages.set('/ferry-desk', story((html) => html.replace('<head>', '<head><link rel="canonical" href="/ferry">')));
}

/* What members have done before anybody looks. */
async function fill(browser, site, { owner, member }) {
  await owner.page.goto('/admin');
  await owner.page.selectOption('#registration', 'open');
  await press(owner.page, owner.page.locator('main form button'));
  site.deep = await talk(browser, site);
  const article = numberOf(site.english);
  const own = await send(member.page, site.english, `/a/${article}/comments`, { body: 'My own.' });
  site.own = own.hash.match(/\d+/)[0];
  await send(member.page, site.withTags, `/a/${numberOf(site.withTags)}/like`);
  await correct(owner, site);
  site.pictured = await sharePictured(owner.page, site.publisher);
  await keepDraft(owner, site);
  await feed(owner, site);
  await watch(owner, site);
  const withheld = `/a/${numberOf(site.withheld)}/takedown`;
  await send(owner.page, withheld, withheld,
    { claimant: 'Harbour Wire', reason: 'Shared without a licence.\n\nThey wrote to us.', note: 'Letter of 3 May' });
  const gone = `/a/${numberOf(site.gone)}/delete`;
  await send(owner.page, gone, gone);
}

/* The site, the windows of a stranger, a member and the owner, and the kinds of its pages. */
export async function openLooks(browser, options = {}) {
  const publisher = await startPublisher();
  const site = await startSite({ prepare, options: ['--allow-fetch', publisher.host] });
  site.publisher = publisher;
  const close = async () => {
    await publisher.close();
    await site.stop();
  };
  try {
    const windows = {
      owner: await openMember(browser, site, 'Tan KW', options),
      member: await openMember(browser, site, 'Aminah', options),
      stranger: await openWindow(browser, site, options),
    };
    await fill(browser, site, windows);
    return { site, windows, kinds: kinds(site), close };
  } catch (error) {
    await close();
    throw error;
  }
}
