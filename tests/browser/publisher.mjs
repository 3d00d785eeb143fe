/* A publisher on this machine whose links the site may fetch: it answers what a test tells it,
 * and holds an answer back until it is released. */
import { createServer } from 'node:http';

class Publisher {
  constructor() {
    this.pages = new Map();
    this.waiting = [];
    this.isHeld = false;
    this.server = createServer((request, response) => {
      const answer = () => {
        const page = this.pages.get(request.url);
        const type = Buffer.isBuffer(page) ? 'image/jpeg' : 'text/html; charset=utf-8';
        response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': type });
        response.end(page === undefined ? 'Not found' : page);
      };
      if (this.isHeld) this.waiting.push(answer);
      else answer();
    });
  }

  get host() { return `127.0.0.1:${this.server.address().port}`; }

  address(path) { return `http://${this.host}${path}`; }

  hold() { this.isHeld = true; }

  release() {
    this.isHeld = false;
    this.waiting.splice(0).forEach((answer) => answer());
  }

  close() {
    this.release();
    this.server.closeAllConnections();
    return new Promise((resolve) => { this.server.close(resolve); });
  }
}

export function startPublisher() {
  const publisher = new Publisher();
  return new Promise((resolve) => {
    publisher.server.listen(0, '127.0.0.1', () => resolve(publisher));
  });
}
