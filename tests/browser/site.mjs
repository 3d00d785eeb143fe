/* The real binary on a free port with a data folder of its own, and members who visit it in
 * Chromium. A test file starts what it needs with startSite and openBrowser and closes both. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const shared = path.join(root, '..', 'shared', 'data');
export const program = path.resolve(
  process.env.PASSALONG || path.join(root, 'build', 'checked', 'passalong'));
export const password = 'correct horse battery';

const START_MS = 30_000;
export const PAGE_MS = 45_000;
const STOPPED_IN_ORDER = 0;

/* Runs one command to its end; what it printed. */
function run(words, text = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, { maxBuffer: 1 << 26 }, (error, out, err) => {
      if (error) reject(new Error(`${words.slice(0, 3).join(' ')}: ${err || error.message}`));
      else resolve(out.trim());
    });
    child.stdin.on('error', () => {}); /* a command that reads nothing closes it */
    child.stdin.end(text);
  });
}

/* The address that serve prints once it listens. */
function addressOf(server, said) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address in: ${said.join('\n')}`)), START_MS);
    createInterface({ input: server.stdout }).on('line', (line) => {
      said.push(line);
      const found = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    });
    server.once('exit', (status) => reject(new Error(`serve ended with ${status}: ${said.join('\n')}`)));
  });
}

class Site {
  constructor(folder, data) {
    this.folder = folder;
    this.data = data;
    this.said = [];
  }

  async start(options) {
    this.server = spawn(program, ['serve', '--data', this.data, '--listen', '127.0.0.1:0', ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.complaints = '';
    this.server.stderr.on('data', (bytes) => { this.complaints += bytes; });
    this.ended = new Promise((resolve) => { this.server.once('close', (status) => resolve(status)); });
    this.address = await addressOf(this.server, this.said);
    this.host = new URL(this.address).host;
  }

  /* A clean stop: a crash and what the sanitizers found show in the status. */
  async stop() {
    this.server.kill('SIGTERM');
    const status = await this.ended;
    await rm(this.folder, { recursive: true, force: true });
    assert.equal(status, STOPPED_IN_ORDER, `serve ended with ${status}: ${this.complaints}`);
  }

  run(command, ...words) { return run([command, '--data', this.data, ...words]); }

  user(name, role = 'member') {
    return run(['user', 'add', name, '--data', this.data, '--role', role], `${password}\n`);
  }

  blog(slug, title, owner) { return this.run('blog', 'add', slug, '--title', title, '--owner', owner); }

  /* Shares a file or `text` by the command; the new article's path. */
  share(blog, name, file, ...options) {
    return this.run('share', '--blog', blog, '--as', name, ...options, file);
  }

  /* How much of that source readers see. */
  policy(source, kind, ...options) { return this.run('source', 'set', source, '--policy', kind, ...options); }

  shareText(blog, name, text, ...options) {
    return run(['share', '--data', this.data, '--blog', blog, '--as', name, ...options, '-'], text);
  }
}

/* `prepare` gets the site before it is served: members, blogs and articles by the commands. */
export async function startSite({ prepare = async () => {}, options = [], data = null } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'passalong-browser-'));
  const site = new Site(folder, data || path.join(folder, 'data'));
  await prepare(site);
  await site.start(options);
  return site;
}

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update'],
  });
}

/* A window on the site; what no page may do is noted in `troubles`. */
export async function openWindow(browser, site, options = {}) {
  const context = await browser.newContext({
    baseURL: site.address, locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options,
  });
  context.setDefaultTimeout(PAGE_MS);
  const troubles = [];
  context.on('weberror', (error) => troubles.push(`script error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) troubles.push(`console: ${message.text()}`);
  });
  /* Nothing leaves this machine: no page asks for anything elsewhere, pictures neither. */
  const isElsewhere = (url) => /^(https?|wss?):$/.test(url.protocol) && url.host !== site.host;
  await context.route(isElsewhere, (route) => {
    troubles.push(`request to ${new URL(route.request().url()).host}`);
    return route.abort();
  });
  const page = await context.newPage();
  return { context, page, troubles };
}

/* Chromium writes each 4xx into the console; the tests look at statuses themselves. And what is
 * pasted may hold a publisher's pictures, which the site's policy keeps from being asked for. */
const isExpected = (text) => text.startsWith('Failed to load resource: the server responded')
  || /^Loading the image '[^']*' violates .*"img-src 'self'"/.test(text);

/* Signs in by the form, as anybody does. */
export async function signIn(page, name) {
  await page.goto('/signin');
  await page.fill('#name', name);
  await page.fill('#password', password);
  await press(page, page.locator('main form button'));
  assert.equal(await page.locator('.menu-name').count(), 1, `${name} is not signed in: ${page.url()}`);
}

/* A window of a member's own. */
export async function openMember(browser, site, name, options = {}) {
  const opened = await openWindow(browser, site, options);
  await signIn(opened.page, name);
  return opened;
}

/* The owner lets readers see the full text of every source. */
export async function showEverything(page) {
  await page.goto('/admin');
  await page.selectOption('#policy', 'full');
  await press(page, page.locator('main form button'));
}

/* Reloads until the page shows what a job has still to make. */
export async function reloadUntil(page, selector) {
  const end = Date.now() + PAGE_MS;
  while (await page.locator(selector).count() === 0) {
    assert.ok(Date.now() < end, `no ${selector} on ${page.url()}`);
    await page.reload();
  }
}

/* Sends a form as its page would, without showing it: to fill a site before it is looked at.
 * `page` is the form's page; the answer's final address. */
export async function send(window, page, action, fields = {}) {
  const html = await (await window.request.get(page)).text();
  const token = html.match(/name="token" value="([^"]+)"/)[1];
  const answer = await window.request.post(action, { form: { token, ...fields } });
  assert.ok(answer.ok(), `${action} answered ${answer.status()}`);
  return new URL(answer.url());
}

/* Presses what leads to another page and waits for that page. */
export async function press(page, control) {
  await Promise.all([page.waitForNavigation(), control.click()]);
}

export const folded = (text) => text.replace(/\s+/g, ' ').trim();

/* What a reader sees of an element. */
export const words = async (locator) => folded(await locator.first().innerText());

/* The path of a file of the shared test data, or null where it is absent. */
export const sharedFile = (...parts) => {
  const file = path.join(shared, ...parts);
  return existsSync(file) ? file : null;
};

export const readText = (file) => readFile(file, 'utf8');
