"""nginx that serves a folder of files: what everything is measured against."""
import itertools
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

# tcp_nopush on would stall answers of 60 KB for 40 ms on the loopback.
CONFIGURATION = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush off; keepalive_requests 100000000; open_file_cache max=10000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  types {{ text/html html; }} charset utf-8;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Nginx:
    """Runs within its block; `put` adds a page."""

    def __enter__(self):
        self.numbers = itertools.count()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="passalong-nginx-"))
        self.folder.chmod(0o755)  # its workers are nobody
        (self.folder / "www").mkdir()
        self.port = free_port()
        (self.folder / "nginx.conf").write_text(CONFIGURATION.format(folder=self.folder, port=self.port))
        self.process = subprocess.Popen(["nginx", "-c", str(self.folder / "nginx.conf")], stderr=subprocess.DEVNULL)
        while not self.answers():
            assert self.process.poll() is None, "nginx did not start"
            time.sleep(0.05)
        return self

    def answers(self):
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)

    @property
    def pid(self):
        return self.process.pid

    def put(self, body):
        """The path of a new page of these bytes. No name is used twice: nginx would go on with the size that it knows."""
        name = f"{next(self.numbers)}.html"
        (self.folder / "www" / name).write_bytes(body)
        return f"/{name}"
