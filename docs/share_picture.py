"""Draws portal/static/share.png, which stands beside a link that is shared: `python -m docs.share_picture`.

It is made of the icon and the picture of the home page, and names nobody: any association may run the portal.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.fixtures import _ARGUMENTS as ARGUMENTS

STATIC = Path(__file__).parent.parent / "portal" / "static"
SIZE = {"width": 1200, "height": 630}
PAGE = """<!doctype html><style>
body {{ margin: 0; block-size: 630px; background: #0b4a4a; display: flex; gap: 90px }}
body {{ align-items: center; justify-content: center }}
.icon svg {{ inline-size: 300px }} .hero svg {{ inline-size: 560px; display: block }}
.hero {{ background: #fffaf2; border-radius: 48px; padding: 40px }}
</style><div class="icon">{icon}</div><div class="hero">{hero}</div>"""


def main() -> None:
    page_source = PAGE.format(icon=(STATIC / "icon.svg").read_text(), hero=(STATIC / "hero.svg").read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        page = browser.new_page(viewport=SIZE)
        page.set_content(page_source)
        page.screenshot(path=STATIC / "share.png")
        browser.close()


if __name__ == "__main__":
    main()
