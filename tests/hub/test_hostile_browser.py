"""Hostile texts on every page in a real browser: nothing runs, nothing is asked elsewhere, nothing goes sideways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from signage.hub.hub import Hub
from signage.hub.pages import cookies
from tests.hub.hostile_hub import STRANGERS, ada, clock, hub, inside, settings, texts
from tests.hub.test_on_air_browser import browser
from tests.hub.walk import Walk

__all__ = ["ada", "browser", "clock", "hub", "settings", "texts"]

#: It would say so if it were run, whether it is taken for words, an attribute or a script.
TELLTALE = (
    "'\"></textarea></title></script><img src=x onerror=alert(1)><script>alert(2)</script>"
    "' autofocus onfocus=alert(3) javascript:alert(4)"
)
#: What the policy of the pages stopped is found as well: nothing hostile may get as far.
WATCH = """document.addEventListener('securitypolicyviolation',
  (found) => console.error('policy stopped ' + found.violatedDirective + ' ' + found.blockedURI))"""
#: The forms of a page into which words are typed.
FORMS = """[...document.querySelectorAll('main form')].filter(
  (one) => one.querySelector('textarea, input:not([type]), input[type=text]'))"""
#: Type into every field of the form with this number, and send it past the checks of the browser.
TYPE = f"""([number, typed]) => {{
  const form = {FORMS}[number];
  for (const field of form.querySelectorAll('textarea, input:not([type]), input[type=text]')) field.value = typed;
  form.noValidate = true;
  setTimeout(() => HTMLFormElement.prototype.submit.call(form));
}}"""
TYPED_AT = (
    "/queue/rules",
    "/settings/people/invite",
    "/settings/screens",
    "/playlist/new?kind=notice",
    "/me",
)
TYPED_BY_STRANGERS = ("/sign-in", "/say", "/say/withdraw")


@contextmanager
def watched(browser: Browser, base: str, session: str, complaints: list[str]) -> Iterator[Page]:
    """A page of a narrow phone that complains of whatever mere words must not do."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    if session:
        context.add_cookies([{"name": cookies.SESSION, "value": session, "url": base}])
    context.add_init_script(WATCH)
    page = context.new_page()

    def dialog(opened: Dialog) -> None:
        complaints.append(f"{page.url} says {opened.message}")
        opened.dismiss()

    def told(said: ConsoleMessage) -> None:
        if "policy" in said.text.lower():
            complaints.append(f"{page.url}: {said.text}")

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(base).netloc:
            complaints.append(f"{page.url} asks {request.url}")

    page.on("dialog", dialog)
    page.on("console", told)
    page.on("request", asked)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    yield page
    context.close()


def look(page: Page, complaints: list[str]) -> None:
    """Whether the page that is open fits."""
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        complaints.append(f"{page.url} goes sideways")


def test_nothing_hostile_runs_or_leads_outside(browser: Browser, ada: Walk, hub: Hub) -> None:
    base, typed = str(ada.client.base_url).rstrip("/"), quote(TELLTALE)
    asked = [
        f"{address}={typed}"
        for address in ("/history?item", "/history?about", "/playlist?q", "/sources/add?url")
    ]
    complaints: list[str] = []
    for session, addresses, forms in (
        (ada.token, (*inside(hub), *asked), TYPED_AT),
        ("", (*STRANGERS, f"/sign-in?next={typed}", f"/say/withdraw?code={typed}"), TYPED_BY_STRANGERS),
    ):
        with watched(browser, base, session, complaints) as page:
            for address in addresses:
                page.goto(base + address, wait_until="domcontentloaded")
                look(page, complaints)
            for address in forms:
                for number in range(3):
                    page.goto(base + address, wait_until="domcontentloaded")
                    if page.evaluate(f"(number) => number < {FORMS}.length", number):
                        with page.expect_navigation(wait_until="domcontentloaded") as sent:
                            page.evaluate(TYPE, [number, TELLTALE])
                        assert sent.value.status < 500
                    look(page, complaints)
    assert complaints == []
