"""Members who write comments."""
import http.client
import re
import urllib.parse

import drive

N_MEMBERS = 2000  # the throttle allows each twenty comments a minute
N_ARTICLES = 100
WORDS = "The harbour office's own table has the season cards in a footnote, *number* "


def form_tokens(site, cookies):
    """Of each member's session, from the smallest page that has a form."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    for cookie in cookies:
        connection.request("GET", "/language", headers={"Cookie": cookie})
        yield re.search(r'name="token" value="([^"]+)"', connection.getresponse().read().decode()).group(1)
    connection.close()


def requests(site, n_members=N_MEMBERS):
    """One comment of each member, ever another when it is sent again."""
    articles = [re.match(r"/a/\d+", path).group(0) for path in site.article_paths(N_ARTICLES)]
    cookies = site.members(n_members)
    made = []
    for at, token in enumerate(form_tokens(site, cookies)):
        body = urllib.parse.urlencode({"token": token, "body": f"{WORDS}########", "once": at}, safe="#")
        made.append(drive.post(f"{articles[at % len(articles)]}/comments", body, cookies[at]))
    return made
