"""The key of a browser: given once, kept, never changed."""

from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from nmt_atlas.viewer.visitors import COOKIE, VisitorCookie


class Connection:
    """As much of a connection as a request looks at."""

    context = None

    def set_close_callback(self, callback):
        """Nothing to close."""


def ask(**headers):
    line = RequestStartLine("GET", "/", "HTTP/1.1")
    found = HTTPHeaders({"Host": "localhost", **headers})
    return HTTPServerRequest(start_line=line, headers=found, connection=Connection())


def answer(request):
    transform = VisitorCookie(request)
    status, headers, body = transform.transform_first_chunk(200, HTTPHeaders(), b"x", True)
    assert (status, body) == (200, b"x")
    return headers


def test_a_new_browser_is_given_the_key_that_its_first_page_already_knows():
    request = ask(Accept="text/html")
    cookie = answer(request)["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}={request.cookies[COOKIE].value};")
    assert "HttpOnly" in cookie


def test_two_browsers_get_two_keys():
    one, two = ask(Accept="text/html"), ask(Accept="text/html")
    assert answer(one)["Set-Cookie"] != answer(two)["Set-Cookie"]


def test_a_known_browser_keeps_its_key():
    request = ask(Accept="text/html", Cookie=f"{COOKIE}=kept")
    assert "Set-Cookie" not in answer(request)
    assert request.cookies[COOKIE].value == "kept"


def test_files_carry_no_key():
    assert "Set-Cookie" not in answer(ask(Accept="*/*"))
