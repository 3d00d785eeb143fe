/* The pictures of docs/screenshots, taken of the sample site:
 *
 *   node tests/browser/screenshots.mjs [FOLDER]
 *
 * PASSALONG names the program, as for the tests. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBrowser, openWindow, press, program, root, startSite } from './site.mjs';

const folder = path.resolve(process.argv[2] || path.join(root, 'docs', 'screenshots'));
const SHARER = 'Tan KW';
const PASSWORD = 'passalong demo';
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const TALKED_ABOUT = /[4-9] comments/;

async function signIn(page) {
  await page.goto('/signin');
  await page.fill('#name', SHARER);
  await page.fill('#password', PASSWORD);
  await press(page, page.locator('main form button'));
}

const heightOf = (page) => page.evaluate(() => document.documentElement.scrollHeight);

/* The shortest of the sample articles with a discussion, before others one with a picture. */
async function shortestDiscussed(page) {
  await page.goto('/discussed');
  const titles = page.locator('.story', { hasText: TALKED_ABOUT }).locator('.story-title a');
  const found = [];
  for (const href of await titles.evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
    await page.goto(href);
    found.push({ href, height: await heightOf(page), n_pictures: await page.locator('picture').count() });
  }
  return found.sort((a, b) => b.n_pictures - a.n_pictures || a.height - b.height)[0].href;
}

/* A draft made of a pasted text, with its preview. */
async function openDraft(page) {
  await page.goto('/share');
  await page.fill('#plain', await readFile(path.join(root, 'samples', 'tide-tables.txt'), 'utf8'));
  await press(page, page.locator('button[value="plain"]'));
}

async function take(page, name, isWhole = false) {
  await page.evaluate(() => Promise.all([...document.querySelectorAll('picture img')].map((img) => {
    img.loading = 'eager';
    return img.decode();
  })));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: isWhole });
  console.log(`${name}.png`);
}

async function takeAll(browser, site) {
  for (const [look, options] of Object.entries(LOOKS)) {
    const { context, page } = await openWindow(browser, site, options);
    const article = await shortestDiscussed(page);
    await page.goto('/');
    await take(page, `front-${look}`);
    await page.goto('/b/good-articles-to-share');
    await take(page, `blog-${look}`);
    await page.goto(article);
    await take(page, `article-${look}`, true);
    await signIn(page);
    await openDraft(page);
    if (look === 'phone') await page.locator('.preview-card').evaluate((card) => card.scrollIntoView());
    await take(page, `share-${look}`);
    await context.close();
  }
}

await mkdir(folder, { recursive: true });
const made = await mkdtemp(path.join(tmpdir(), 'passalong-pictures-'));
const data = path.join(made, 'data');
execFileSync(path.join(root, 'tools', 'sample_site.py'), [program, data], { stdio: 'inherit' });
const site = await startSite({ data });
const browser = await openBrowser();
try {
  await takeAll(browser, site);
} finally {
  await browser.close();
  await site.stop();
  await rm(made, { recursive: true, force: true });
}
