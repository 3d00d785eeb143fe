/* Runs in the page that is shared, once, when its reader has pressed the button. It sees what
 * assets/bookmarklet.js sees: the page as it stands, without what no article needs. */
'use strict';

export function readPage() {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll('script:not([type*="json"]), style, svg, canvas, iframe, template')
    .forEach((element) => element.remove());
  const held = document.createElement('div');
  const chosen = getSelection();
  for (let i = 0; i < chosen.rangeCount; i++) held.append(chosen.getRangeAt(i).cloneContents());
  return { url: location.href, title: document.title, selection: held.innerHTML, html: copy.outerHTML };
}
