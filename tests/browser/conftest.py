"""A headless Chromium, one for all tests, and what a test does with it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")

_SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars"),
)
_SHEETS = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}  # width and height in inches
_PAGE = re.compile(rb"/Type\s*/Page\b")


class Look(NamedTuple):
    """A way to look at a page."""

    width: int
    dark: bool


class Browser:
    """A browser that shows files."""

    def __init__(self, driver: WebDriver, folder: Path) -> None:
        self._driver = driver
        self._folder = folder

    def show(self, text: str, look: Look = Look(1200, dark=False), suffix: str = ".html") -> None:  # noqa: B008  # is a tuple
        """Open a text as a file, of which nothing was asked before."""
        file = self._folder / f"page{suffix}"
        file.write_text(text, "utf-8")
        colours = {"name": "prefers-color-scheme", "value": "dark" if look.dark else "light"}
        self.command("Emulation.setEmulatedMedia", features=[colours])
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=look.width,
            height=800,
            deviceScaleFactor=1,
            mobile=False,
        )
        self._driver.get("about:blank")
        self.complaints()
        self.requests()
        self._driver.get(file.as_uri())

    def command(self, name: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401
        """Say something in the browser's own protocol."""
        return dict(self._driver.execute_cdp_cmd(name, arguments))

    def ask(self, script: str, *arguments: object) -> Any:  # noqa: ANN401
        """Run a script in the page, and give what it returns."""
        return self._driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """Give what the console was told since this was asked last."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> list[str]:
        """Give the addresses that were asked for since this was asked last."""
        events = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        sent = [each for each in events if each["method"] == "Network.requestWillBeSent"]
        return [each["params"]["request"]["url"] for each in sent]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._driver.get_log(kind)  # type: ignore[no-untyped-call]
        return found

    def violations(self) -> list[str]:
        """Ask axe-core what keeps somebody from using the page."""
        if not self.ask("return typeof axe === 'object'"):
            self.ask(AXE.read_text("utf-8"))
        found = self._driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(done, done);"
        )
        return [
            f"{each['id']}: {node['html'][:200]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def pages_on(self, sheet: str) -> int:
        """Print the page, and count the sheets of paper."""
        width, height = _SHEETS[sheet]
        printed = self.command("Page.printToPDF", paperWidth=width, paperHeight=height)
        return len(_PAGE.findall(base64.b64decode(printed["data"])))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip(f"{CHROMIUM} or {DRIVER} is not here")
    if not AXE.exists():
        pytest.skip("what `npm install --prefix tests/browser` installs is not here")
    from selenium.webdriver import Chrome, ChromeOptions  # noqa: PLC0415  # nothing else needs it
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*_SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(executable_path=str(DRIVER)))
    try:
        yield Browser(driver, tmp_path_factory.mktemp("pages"))
    finally:
        driver.quit()
