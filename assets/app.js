/* Makes what already works without it happen in place. It knows these marks
 * only; what has none, or fails, does what a browser does.
 *
 *   form[data-swap="ID"]    is sent in place; the answer, a fragment, replaces the element ID
 *   form[data-add="ID"]     is sent in place; the fragment is added at the end of the element ID
 *   a[data-inline="ID"]     the fragment behind the link becomes the content of the element ID;
 *                           a[data-cancel] inside takes it away again
 *   [data-say="words"]      in a fragment: said by screen readers
 *   [data-item]             what j and k walk over; o opens its first link
 *   [data-key="l"]          what a key does: the button, link or field with that letter
 *   textarea[data-draft]    its text is kept in this browser until it is sent
 *   [data-preview]          "comment" (a text area) or "article" (a button of its form): what is
 *                           typed is shown by POST /preview in the element that data-preview-in names
 *   [data-copy]             copies that address and says data-done; [data-share] opens the
 *                           device's own sheet
 *   [data-paste="ID"]       takes what is pasted, with its markup, into the text area ID
 *   [data-rich="ID"]        edits the HTML of the text area ID as it looks
 *   [data-suggest]          its list offers what /search/words knows
 *   [data-poll="path"]      asks for its own next state every second until data-go says where to
 *
 * The server answers requests with "X-Requested-With: app" with a fragment; a
 * whole page in answer means that the browser had better ask itself. */
'use strict';

const PREVIEW_PAUSE_MS = 400;
const POLL_MS = 1000;
const DONE_SHOWN_MS = 2500;

const byId = (id) => (id ? document.getElementById(id) : null);

/* What a screen reader hears; the region must be there before it is filled. */
const voice = document.createElement('p');
voice.className = 'unseen';
voice.setAttribute('role', 'status');
document.body.append(voice);

function say(words) {
  voice.textContent = '';
  requestAnimationFrame(() => { voice.textContent = words; });
}

/* The fragment, or null when the answer is none: then the plain way is taken. */
async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, {
      ...options,
      credentials: 'same-origin',
      headers: { 'X-Requested-With': 'app' },
    });
    const text = await answer.text();
    if (!answer.ok || answer.redirected || /^\s*<!doctype/i.test(text)) return null;
    const holder = document.createElement('template');
    holder.innerHTML = text;
    return holder.content;
  } catch {
    return null;
  }
}

function sendPlainly(form) {
  noteSent(form);
  form.submit();
}

/* The form as bytes that the server reads like a plain form's. */
function bodyOf(form) {
  const data = new FormData(form);
  return form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
}

/* Forms in place */

function freshNonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

function swap(form, fragment) {
  const target = byId(form.dataset.swap);
  const arrived = fragment.firstElementChild;
  target.replaceWith(fragment);
  const field = form.querySelector('textarea');
  const control = field ? arrived : arrived.querySelector('button, a[href]');
  const told = arrived.querySelector('[data-say]');
  if (field) {
    forgetDraft(field);
    arrived.tabIndex = -1;
  } else {
    say(told ? told.dataset.say : control.textContent);
  }
  control.focus({ preventScroll: true });
  prepare(arrived);
}

function add(form, fragment) {
  const arrived = fragment.firstElementChild;
  const slot = form.closest('[data-slot]');
  byId(form.dataset.add).append(fragment);
  for (const field of form.querySelectorAll('textarea')) {
    forgetDraft(field);
    field.value = '';
    const preview = byId(field.dataset.previewIn);
    if (preview) preview.replaceChildren();
  }
  if (form.elements.once) form.elements.once.value = freshNonce();
  if (slot) slot.replaceChildren();
  arrived.tabIndex = -1;
  arrived.focus();
  prepare(arrived);
}

async function sendInPlace(form) {
  const button = form.querySelector('button:not([type="button"])');
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  if (button) button.setAttribute('aria-busy', 'true');
  const fragment = await ask(form.action, { method: 'POST', body: bodyOf(form) });
  form.removeAttribute('aria-busy');
  if (button) button.removeAttribute('aria-busy');
  if (!fragment || !fragment.firstElementChild) sendPlainly(form);
  else if (form.dataset.swap) swap(form, fragment);
  else add(form, fragment);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (byId(form.dataset.swap) || byId(form.dataset.add)) {
    event.preventDefault();
    sendInPlace(form);
  } else {
    noteSent(form);
  }
});

/* Forms that open below what they answer */

async function openInline(link) {
  const slot = byId(link.dataset.inline);
  if (slot.dataset.slot === link.href && slot.firstElementChild) {
    slot.replaceChildren();
    return;
  }
  const fragment = await ask(link.href);
  if (!fragment) {
    location.assign(link.href);
    return;
  }
  slot.replaceChildren(fragment);
  slot.dataset.slot = link.href;
  prepare(slot);
  const field = slot.querySelector('textarea, input:not([type="hidden"])');
  if (field) field.focus();
}

function closeInline(inside) {
  const slot = inside.closest('[data-slot]');
  if (!slot) return false;
  const opener = document.querySelector(`a[data-inline="${slot.id}"]`);
  slot.replaceChildren();
  if (opener) opener.focus();
  return true;
}

/* Addresses to copy and pass on */

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.dataset.copy);
  } catch {
    return;
  }
  const words = element.dataset.done;
  if (!words) return;
  const before = element.textContent;
  element.textContent = words;
  say(words);
  setTimeout(() => { element.textContent = before; }, DONE_SHOWN_MS);
}

document.addEventListener('click', (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const hit = (mark) => event.target.closest(mark);
  const inline = hit('a[data-inline]');
  const copied = hit('[data-copy]');
  const shared = hit('[data-share]');
  const previewed = hit('button[data-preview]');
  if (inline && byId(inline.dataset.inline)) {
    event.preventDefault();
    openInline(inline);
  } else if (hit('a[data-cancel]')) {
    if (closeInline(event.target)) event.preventDefault();
  } else if (copied && navigator.clipboard) {
    event.preventDefault();
    copy(copied);
  } else if (shared && navigator.share) {
    event.preventDefault();
    navigator.share({ title: shared.dataset.shareTitle, url: shared.dataset.share }).catch(() => {});
  } else if (previewed) {
    event.preventDefault();
    preview(previewed).then((target) => target && target.scrollIntoView({ block: 'nearest' }));
  }
});

/* Text that is not lost with the window */

const draftName = (name) => `draft ${name}`;

/* Browsers may forbid or fill the store; a draft is then not kept. */
function store(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

function forgetDraft(field) {
  if (field.dataset.draft) store(() => localStorage.removeItem(draftName(field.dataset.draft)));
}

function restoreDraft(field) {
  const kept = store(() => localStorage.getItem(draftName(field.dataset.draft)));
  if (kept && field.value === '') field.value = kept;
}

function keepDraft(field) {
  const name = draftName(field.dataset.draft);
  store(() => (field.value ? localStorage.setItem(name, field.value) : localStorage.removeItem(name)));
}

/* A draft sent plainly, by its own form or by one that offers it again, goes
 * once a page has come that does not hold its text any more. */
function noteSent(form) {
  const texts = [...form.querySelectorAll('textarea')].map((field) => field.value);
  store(() => {
    const name = Object.keys(localStorage).find(
      (key) => key.startsWith('draft ') && texts.includes(localStorage[key]));
    if (name) sessionStorage.setItem('sent', name);
  });
}

function settleSent() {
  const fields = [...document.querySelectorAll('textarea, input[type="hidden"]')];
  store(() => {
    const name = sessionStorage.getItem('sent');
    sessionStorage.removeItem('sent');
    if (name && !fields.some((field) => field.value === localStorage[name]))
      localStorage.removeItem(name);
  });
}

/* Previews */

const pauses = new WeakMap();

async function preview(source) {
  const target = byId(source.dataset.previewIn);
  const form = source.form;
  if (!target || !form) return null;
  const data = new FormData(form);
  data.set('kind', source.dataset.preview);
  data.delete('file');
  const fragment = await ask('/preview', { method: 'POST', body: data });
  if (!fragment) return target;
  const arrived = fragment.firstElementChild;
  if (arrived && arrived.id === target.id) {
    target.replaceWith(fragment);
    return arrived;
  }
  target.replaceChildren(fragment);
  return target;
}

function previewSoon(form) {
  const source = form.querySelector('[data-preview]');
  if (!source) return;
  clearTimeout(pauses.get(form));
  pauses.set(form, setTimeout(() => preview(source), PREVIEW_PAUSE_MS));
}

async function suggest(field) {
  const lines = await ask(`/search/words?q=${encodeURIComponent(field.value)}`);
  if (lines) field.list.replaceChildren(lines);
}

document.addEventListener('input', (event) => {
  const field = event.target;
  if (field.matches('textarea[data-draft]')) keepDraft(field);
  if (field.matches('[data-suggest]')) suggest(field);
  const form = field.form || field.closest('form');
  if (form) previewSoon(form);
});

/* Text with its markup */

/* The box instead of the text area, whose value it then writes. */
function replaceArea(box, area) {
  const label = document.querySelector(`label[for="${area.id}"]`);
  box.contentEditable = 'true';
  box.setAttribute('role', 'textbox');
  box.setAttribute('aria-multiline', 'true');
  if (label) {
    label.id = `${area.id}-label`;
    box.setAttribute('aria-labelledby', label.id);
    label.addEventListener('click', () => box.focus());
  }
  if (area.hasAttribute('aria-describedby'))
    box.setAttribute('aria-describedby', area.getAttribute('aria-describedby'));
  if (area.lang) box.lang = area.lang;
  area.hidden = true;
  area.required = false;
  area.after(box);
  box.hidden = false;
}

function preparePaste(box) {
  const area = byId(box.dataset.paste);
  if (!area || area.hidden) return;
  replaceArea(box, area);
  box.textContent = area.value;
  let pasted = '';
  box.addEventListener('paste', (event) => {
    const isEmpty = box.textContent.trim() === '';
    pasted = isEmpty ? event.clipboardData.getData('text/html') : '';
  });
  box.addEventListener('input', () => {
    /* The clipboard's own markup says more than what the browser makes of it. */
    area.value = pasted || (box.textContent.trim() ? box.innerHTML : '');
    pasted = '';
  });
}

function prepareRich(box) {
  const area = byId(box.dataset.rich);
  const cleaned = document.querySelector('#preview [data-body]');
  if (!area || area.hidden || !cleaned) return;
  replaceArea(box, area);
  box.removeAttribute('aria-describedby');
  byId(`${area.id}-hint`).hidden = true; /* it tells how to type markup */
  /* What the server cleaned, never what stands in the text area. */
  box.innerHTML = cleaned.innerHTML;
  if (area.lang) box.dir = 'auto';
  document.execCommand('defaultParagraphSeparator', false, 'p');
  box.addEventListener('input', () => { area.value = box.innerHTML; });
}

/* A capture under way */

async function poll(element) {
  const fragment = await ask(element.dataset.poll);
  const arrived = fragment && fragment.firstElementChild;
  if (!arrived) {
    location.reload();
    return;
  }
  if (arrived.dataset.go) {
    location.replace(arrived.dataset.go);
    return;
  }
  /* Unchanged words are not read aloud again. */
  if (arrived.innerHTML !== element.innerHTML) element.replaceChildren(...arrived.childNodes);
  setTimeout(() => poll(element), POLL_MS);
}

/* Keys */

const typing = 'input, textarea, select, [contenteditable="true"]';
let leader = '';

function walk(step) {
  const items = [...document.querySelectorAll('[data-item]')];
  /* Replies stand inside what they answer: the last is the innermost. */
  const at = items.findLastIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 && step < 0 ? items.length - 1 : at + step];
  const link = next && next.querySelector('a[href]');
  if (!link) return;
  link.focus();
  next.scrollIntoView({ block: 'nearest' });
}

/* The control for a key: in the item where one is, else on the page. */
function control(key) {
  const item = document.activeElement.closest('[data-item]');
  const own = item && key === 'l' && item.querySelector('form[data-swap^="like"] button');
  return own || document.querySelector(`[data-key="${key}"]`);
}

function press(key) {
  const found = control(key);
  if (!found) return;
  if (found.matches('textarea, input')) found.focus();
  else found.click();
}

async function showKeys() {
  let dialog = byId('keys');
  if (!dialog) {
    const fragment = await ask('/keys');
    if (!fragment) {
      location.assign('/keys');
      return;
    }
    dialog = document.createElement('dialog');
    dialog.id = 'keys';
    dialog.append(fragment);
    dialog.setAttribute('aria-labelledby', 'keys-title');
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
}

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => document.activeElement.closest('[data-item]') && document.activeElement.click(),
  l: () => press('l'),
  c: () => press('c'),
  s: () => location.assign('/share'),
  '/': () => press('/'),
  '?': showKeys,
};
const places = { h: '/', f: '/following' };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') {
    if (closeInline(event.target)) event.preventDefault();
    return;
  }
  if (event.target.closest(typing) || document.querySelector('dialog[open]')) return;
  const place = leader === 'g' ? places[event.key] : '';
  leader = event.key;
  if (place) location.assign(place);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

/* What the page, or a fragment that has just come, brings with it. */
function prepare(root) {
  root.querySelectorAll('textarea[data-draft]').forEach(restoreDraft);
  root.querySelectorAll('[data-paste]').forEach(preparePaste);
  root.querySelectorAll('[data-rich]').forEach(prepareRich);
  root.querySelectorAll('button[data-copy][hidden]').forEach((b) => { b.hidden = !navigator.clipboard; });
  root.querySelectorAll('input[name="live"]').forEach((i) => { i.value = '1'; });
  root.querySelectorAll('[data-poll]').forEach((e) => { setTimeout(() => poll(e), POLL_MS); });
}

settleSent();
prepare(document);
