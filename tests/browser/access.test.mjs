/* Everybody can use every page: axe-core finds nothing on any kind of page, in light and dark,
 * on a desk and on a phone; what axe cannot see is tried by hand below. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { openLooks } from './looks.mjs';
import { openBrowser, openWindow, startSite } from './site.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { colorScheme: 'light', width: 1280, height: 900 },
  { colorScheme: 'dark', width: 1280, height: 900 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
];
const SMALLEST_TARGET = 44;

let browser;
let looks;
before(async () => {
  browser = await openBrowser();
  /* axe comes from outside; the site's own policy would forbid it. */
  looks = await openLooks(browser, { bypassCSP: true });
});
after(async () => {
  await browser.close();
  if (looks) await looks.close();
});

async function open(page, way) {
  if (typeof way === 'function') await way(page);
  else await page.goto(way);
}

/* One line a finding: the rule and where. */
async function findings(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: 'tag', values }, resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  }, STANDARDS);
}

async function findingsInAllLooks(page) {
  const found = [];
  for (const { colorScheme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    for (const line of await findings(page)) found.push(`${colorScheme} ${width}: ${line}`);
  }
  return found;
}

/* What of the page reaches beyond the window's right edge. */
function tooWide(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.querySelectorAll('main *')].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} of ${clientWidth}: ${beyond.slice(-3).map((e) => e.outerHTML.slice(0, 120))}`];
  });
}

async function tooWideOnPhones(page) {
  const found = [];
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 700 });
    for (const line of await tooWide(page)) found.push(`${width}: ${line}`);
  }
  return found;
}

/* Buttons, fields and links that are no part of a sentence but lower than a thumb needs. */
function tooLow(page) {
  return page.evaluate((least) => [...document.querySelectorAll('button, .button, .quiet, input, select, textarea, summary')]
    .filter((e) => e.checkVisibility() && e.type !== 'hidden' && !e.closest('.unseen'))
    .filter((e) => e.getBoundingClientRect().height > 0)
    .filter((e) => e.getBoundingClientRect().height < least - 0.5)
    .map((e) => `${Math.round(e.getBoundingClientRect().height)} px: ${e.outerHTML.slice(0, 120)}`), SMALLEST_TARGET);
}

test('axe finds nothing, nothing is too wide, on every kind of page', async (t) => {
  for (const [who, what, way] of looks.kinds) {
    await t.test(`${who}: ${what}`, async () => {
      const { page } = looks.windows[who];
      await page.setViewportSize({ width: 1280, height: 900 });
      await open(page, way);
      assert.deepEqual(await findingsInAllLooks(page), []);
      assert.deepEqual(await tooWideOnPhones(page), []);
      assert.deepEqual(await tooLow(page), []);
    });
  }
});

test('axe finds nothing on the set-up page and on empty ones', async () => {
  const site = await startSite();
  const { page } = await openWindow(browser, site, { bypassCSP: true });
  while (!site.said.some((line) => line.includes('/setup/'))) await new Promise((go) => { setTimeout(go, 20); });
  const link = site.said.join(' ').match(/\/setup\/\w+/)[0];
  for (const way of [link, '/', '/discussed']) {
    await page.goto(way);
    assert.deepEqual(await findingsInAllLooks(page), []);
    assert.deepEqual(await tooWideOnPhones(page), []);
  }
  await page.context().close();
  await site.stop();
});

/* A window of the stranger's kind, with nothing bypassed. */
async function fresh(options = {}) {
  return openWindow(browser, looks.site, options);
}

const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  return { isOutside: e === document.body, words: e.textContent.trim(), href: e.getAttribute('href'), outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) };
});

test('the first Tab reaches a link that skips to the text', async () => {
  const { context, page } = await fresh();
  await page.goto(looks.site.english);
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).href, '#main');
  const box = await page.locator('.skip').boundingBox();
  assert.ok(box.y >= 0 && box.x >= 0, 'the skip link stays out of sight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  await context.close();
});

test('whatever Tab reaches shows that it has the focus', async () => {
  const { context, page } = await fresh();
  for (const address of ['/', looks.site.english, '/signin']) {
    await page.goto(address);
    for (let i = 0; i < 15; i++) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (now.isOutside) break;
      assert.ok(now.outline >= 2, `no outline on ${address}: ${now.words}`);
    }
  }
  await context.close();
});

test('? lists the keys, Escape closes the list', async () => {
  const { context, page } = await fresh();
  await page.goto('/');
  await page.keyboard.press('?');
  await page.locator('dialog[open] .keys').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await context.close();
});

test('j and k walk over the stories, o opens one', async () => {
  const { context, page } = await fresh();
  await page.goto('/');
  const titles = await page.locator('.story').count();
  const at = () => page.evaluate(() => [...document.querySelectorAll('.story')].indexOf(document.activeElement.closest('.story')));
  await page.keyboard.press('j');
  assert.equal(await at(), 0);
  await page.keyboard.press('j');
  assert.equal(await at(), 1);
  await page.keyboard.press('k');
  assert.equal(await at(), 0);
  assert.ok(titles > 1);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('o')]);
  await context.close();
});

test('l likes and c begins a comment', async () => {
  const { page } = looks.windows.member;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(looks.site.chinese);
  await page.keyboard.press('l');
  await page.locator('#like', { hasText: 'Unlike' }).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('c');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'body');
  await page.keyboard.type('jkl?');
  assert.equal(await page.locator('.comment-form textarea').inputValue(), 'jkl?');
});

test('the menu opens and a member signs out by keyboard alone', async () => {
  const { page } = looks.windows.owner;
  await page.goto('/');
  await page.locator('.menu summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('.menu-panel').waitFor();
  assert.ok(await page.getByRole('link', { name: 'Drafts' }).isVisible());
  await page.keyboard.press('Enter');
});

test('nothing moves for those who ask for less motion', async () => {
  const { context, page } = await fresh({ reducedMotion: 'reduce' });
  await page.goto('/signin');
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((e) => {
    const { transitionDuration, animationDuration } = getComputedStyle(e);
    return parseFloat(transitionDuration) > 0 || parseFloat(animationDuration) > 0;
  }).length);
  assert.equal(moving, 0);
  await context.close();
});

test('on paper stand the text, its credit and its address, and nothing else', async () => {
  const { context, page } = await fresh();
  await page.goto(looks.site.english);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.site-head', '.site-foot', '.skip', '.responses', '.discussion', '.follow'])
    assert.ok(await page.locator(gone).first().isHidden(), `${gone} is printed`);
  for (const kept of ['.headline', '.article-body', '.closing'])
    assert.ok(await page.locator(kept).first().isVisible(), `${kept} is not printed`);
  const address = await page.evaluate(() => getComputedStyle(document.querySelector('.original'), '::after').content);
  assert.notEqual(address, 'none');
  await context.close();
});

test('an Arabic article runs from right to left inside an English page', async () => {
  const { context, page } = await fresh();
  await page.goto(looks.site.arabic);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  for (const part of ['.headline', '.article-body']) {
    assert.equal(await page.getAttribute(part, 'lang'), 'ar');
    assert.equal(await page.getAttribute(part, 'dir'), 'rtl');
  }
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.prose p')).direction), 'rtl');
  await context.close();
});

test('text at twice its size is neither cut nor hidden', async () => {
  const { context, page } = await fresh();
  for (const address of ['/', '/b/good-articles', looks.site.english, '/signin', '/register']) {
    await page.goto(address);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    assert.deepEqual(await tooWide(page), [], address);
    const cut = await page.evaluate(() => [...document.querySelectorAll('main *, .site-head a, .site-foot p')]
      .filter((e) => e.checkVisibility() && !e.closest('.unseen') && !/^(inline|contents)$/.test(getComputedStyle(e).display))
      .filter((e) => /hidden|clip/.test(getComputedStyle(e).overflow))
      .filter((e) => e.scrollHeight > e.clientHeight + 2 && !getComputedStyle(e).webkitLineClamp.match(/\d/))
      .map((e) => e.outerHTML.slice(0, 120)));
    assert.deepEqual(cut, [], address);
  }
  await context.close();
});

test('each page names its language and has one main heading', async () => {
  const { context, page } = await fresh();
  for (const [who, , way] of looks.kinds.filter(([, , way]) => typeof way === 'string')) {
    const window = who === 'stranger' ? page : looks.windows[who].page;
    await window.goto(way);
    assert.equal(await window.locator('h1').count(), 1, way);
    assert.ok(await window.getAttribute('html', 'lang'), way);
    assert.ok((await window.title()).length > 0, way);
  }
  await context.close();
});
