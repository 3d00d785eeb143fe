/* The button opens the sending page beside the tab in which it was pressed. */
'use strict';

const api = globalThis.browser ?? globalThis.chrome;

api.action.onClicked.addListener((tab) => {
  api.tabs.create({ url: `send.html?tab=${tab.id}`, index: tab.index + 1, openerTabId: tab.id });
});
