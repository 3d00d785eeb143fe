/* The bookmarklet of the page "Tools", which puts the site's address in (web/pages/tools.c)
 * and takes this comment and the line ends out. It runs in other sites' pages: it sends what
 * stands there by a form, or opens the share page with the link where the page's policy forbids
 * that or where it is too much. extension/read_page.js reads pages in the same way. */
(() => {
  const site = '{site}';
  const most = {most};
  const tab = `passalong-${Date.now()}`; /* one for both: a refused form leaves it empty */
  const link = () => {
    const to = `${site}/share?link=${encodeURIComponent(location.href)}`;
    if (!open(to, tab)) location.assign(to);
  };
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll('script:not([type*="json"]), style, svg, canvas, iframe, template')
    .forEach((element) => element.remove());
  const held = document.createElement('div');
  const chosen = getSelection();
  for (let i = 0; i < chosen.rangeCount; i++) held.append(chosen.getRangeAt(i).cloneContents());
  const sent = { url: location.href, title: document.title, selection: held.innerHTML, html: copy.outerHTML };
  if (new Blob(Object.values(sent)).size > most) return link();
  const form = document.createElement('form');
  Object.assign(form, {
    method: 'post', action: `${site}/share/from-browser`, enctype: 'multipart/form-data',
    acceptCharset: 'utf-8', target: tab, hidden: true });
  for (const name in sent) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = sent[name];
    form.append(field);
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.effectiveDirective === 'form-action') link();
  }, { once: true });
  document.body.append(form);
  form.submit();
  form.remove();
})();
