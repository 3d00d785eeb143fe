/* The site's address, kept in the extension's own database: the permission "storage" is not
 * asked for. */
'use strict';

const STORE = 'settings';
const KEY = 'address';

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('passalong', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/* Empty until it was told. */
export const loadAddress = async () => (await run('readonly', (store) => store.get(KEY))) ?? '';

export const keepAddress = (address) => run('readwrite', (store) => store.put(address, KEY));

/* "news.example/" as people type it, as an address without a slash at its end; null: it is none. */
export function readAddress(typed) {
  const text = typed.trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && !url.username ? (url.origin + url.pathname).replace(/\/+$/, '') : null;
  } catch {
    return null;
  }
}
