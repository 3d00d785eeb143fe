/* Readability's own JavaScript over the files named, several times: prints for each round the
 * seconds of processor time that the work took, without starting and reading. */
import { readFileSync } from 'node:fs';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

const [rounds, ...files] = process.argv.slice(2);
const pages = files.map((file) => readFileSync(file, 'utf8'));
for (let round = 0; round < Number(rounds); round += 1) {
  const before = process.cpuUsage();
  let words = 0;
  for (const page of pages) {
    const article = new Readability(parseHTML(page).document).parse();
    words += (article?.textContent ?? '').split(/\s+/).length;
  }
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, words }));
}
