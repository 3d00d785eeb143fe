/* The one setting: the site's address. */
import { keepAddress, loadAddress, readAddress } from './address.js';

const field = document.getElementById('address');
const say = (words) => { document.getElementById('said').textContent = words; };

document.getElementById('settings').addEventListener('submit', async (event) => {
  event.preventDefault();
  const address = readAddress(field.value);
  field.setAttribute('aria-invalid', String(address === null));
  if (address === null) {
    say('This is no web address. It starts with https:// and is the one at which you read the site.');
    field.focus();
    return;
  }
  await keepAddress(address);
  field.value = address;
  say('Saved. Press the button on an article to share it.');
});

field.value = await loadAddress();
