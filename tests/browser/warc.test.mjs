/* A captured exchange as WARC is read by another program, and its digests hold. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { WARCParser } from 'warcio';
import { program } from './site.mjs';

const PAGE = '<title>Bread</title><p>The dough rests overnight, the crust sings.';
const writer = path.join(path.dirname(program), 'tests', 'unit', 'capture', 'write_warc');
const digest = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/* Answers in chunks, compressed: what stands in the record must be without the first and with the second. */
async function startPublisher() {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' });
    const bytes = gzipSync(PAGE);
    response.write(bytes.subarray(0, 10));
    response.end(bytes.subarray(10));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server;
}

async function readRecords(bytes) {
  const records = [];
  for await (const record of new WARCParser([bytes])) {
    const kept = { record, type: record.warcType, payload: await record.readFully(false) };
    records.push(kept);
  }
  return records;
}

test('another program reads the records and finds their digests right', async () => {
  const publisher = await startPublisher();
  const host = `127.0.0.1:${publisher.address().port}`;
  const url = `http://${host}/story`;
  const { stdout: bytes } = await promisify(execFile)(writer, [url, host], { encoding: 'buffer' });
  publisher.close();
  publisher.closeAllConnections();

  const records = await readRecords(bytes);
  assert.deepEqual(records.map((kept) => kept.type), ['warcinfo', 'response', 'request']);
  const [, response, request] = records;
  assert.equal(response.record.warcTargetURI, url);
  assert.equal(request.record.warcTargetURI, url);
  assert.equal(response.record.httpHeaders.statusCode, 200);
  assert.equal(response.record.httpHeaders.headers.get('transfer-encoding'), null);
  assert.equal(request.record.warcHeaders.headers.get('WARC-Concurrent-To'),
    response.record.warcHeaders.headers.get('WARC-Record-ID'));
  assert.match(response.record.warcHeaders.headers.get('WARC-Record-ID'),
    /^<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>$/);
  assert.equal(response.record.warcPayloadDigest, digest(response.payload));

  let rest = bytes;
  for (const { record } of records) {
    const start = rest.indexOf('\r\n\r\n') + 4;
    const end = start + Number(record.warcHeaders.headers.get('Content-Length'));
    assert.equal(record.warcBlockDigest, digest(rest.subarray(start, end)), record.warcType);
    assert.equal(rest.subarray(end, end + 4).toString(), '\r\n\r\n');
    rest = rest.subarray(end + 4);
  }
  assert.equal(rest.length, 0);
});

test('the page comes out of the record as it was sent', async () => {
  const publisher = await startPublisher();
  const host = `127.0.0.1:${publisher.address().port}`;
  const { stdout: bytes } = await promisify(execFile)(writer, [`http://${host}/`, host], { encoding: 'buffer' });
  publisher.close();
  publisher.closeAllConnections();
  for await (const record of new WARCParser([bytes])) {
    const text = await record.contentText();
    if (record.warcType === 'response') assert.equal(text, PAGE);
  }
});
