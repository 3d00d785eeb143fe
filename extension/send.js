/* Reads the page of the tab that the button was pressed in and sends it, as a form does, from
 * here: the page's own policy has no say in that. The site then shows its share page in this tab. */
import { loadAddress } from './address.js';
import { readPage } from './read_page.js';

const api = globalThis.browser ?? globalThis.chrome;
const MOST_BYTES = 2 * 1024 * 1024; /* half of what the site takes: marks of the form come on top */

const say = (words) => { document.getElementById('said').textContent = words; };

async function read(tab) {
  const [{ result }] = await api.scripting.executeScript({ target: { tabId: tab }, func: readPage });
  return result;
}

function send(site, page) {
  const form = document.createElement('form');
  Object.assign(form, {
    method: 'post', action: `${site}/share/from-browser`, enctype: 'multipart/form-data', acceptCharset: 'utf-8',
    hidden: true });
  for (const [name, value] of Object.entries(page)) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

async function share() {
  const site = await loadAddress();
  if (!site) {
    location.replace('options.html?first');
    return;
  }
  const page = await read(Number(new URLSearchParams(location.search).get('tab')));
  if (new Blob(Object.values(page)).size > MOST_BYTES)
    location.replace(`${site}/share?link=${encodeURIComponent(page.url)}`);
  else
    send(site, page);
}

share().catch(() => {
  say('This page cannot be read. Browsers keep extensions out of their own pages and shops; '
    + 'and a page that has changed meanwhile needs the button pressed on it again.');
});
