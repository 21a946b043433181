"""Small programs that look at a page in the browser. Each returns what is wrong, nothing where all is well."""

TWICE_AS_BIG = "html { font-size: 225% !important; }"
#: WCAG 1.4.12.
WIDE_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""

#: Let the page be read with this style sheet on top; the content policy has no say in what a reader changes.
CHANGE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

#: Elements that stick out of the window, and text that its own box cuts off.
TOO_WIDE = """() => {
    const root = document.scrollingElement;
    const name = (element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 120);
    const found = [];
    const inScroller = (element) => element.closest(".scroll") !== null;
    if (root.scrollWidth > root.clientWidth) {
        found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
        for (const element of document.body.querySelectorAll("*")) {
            const box = element.getBoundingClientRect();
            const out = box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1);
            if (out && element.checkVisibility() && !inScroller(element)) found.push(name(element));
        }
    }
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const cuts = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
        const unseen = element.closest(".unseen, svg") !== null;
        if (!cuts || unseen) continue;
        if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
            found.push("cut off: " + name(element));
    }
    return found.slice(0, 8);
}"""

#: Links and controls lower than 44 pixels, fields and buttons lower than 48. A link within a sentence may be.
SMALL_TARGETS = """() => {
    const inSentence = (link) => {
        if (getComputedStyle(link).display !== "inline") return false;
        const block = link.closest("p, li, dd, td");
        return block !== null && block.textContent.trim().length > link.textContent.trim().length + 3;
    };
    const height = (element) => {
        if (getComputedStyle(element, "::after").position === "absolute")
            return element.closest(".card, .door").getBoundingClientRect().height;
        const label = element.matches("[type=radio], [type=checkbox]") ? element.closest("label") : null;
        return (label || element).getBoundingClientRect().height;
    };
    const targets = document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])");
    return [...targets].filter((element) => {
        const box = element.getBoundingClientRect();
        if (!element.checkVisibility() || box.width <= 1 || element.matches(".skip")) return false;
        if (element.matches("a") && inSentence(element)) return false;
        const least = element.matches("select, textarea, button, input") ? 48 : 44;
        return Math.round(height(element)) < least;
    }).map((element) => `${Math.round(height(element))}: ${element.outerHTML.replace(/\\s+/g, " ").slice(0, 140)}`);
}"""

#: Text smaller than 16 pixels.
SMALL_TEXT = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !parent.checkVisibility() || parent.closest("svg, script")) continue;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        if (size < 16) found.push(`${size}: ${walker.currentNode.data.trim().slice(0, 60)}`);
    }
    return found;
}"""

#: Phone numbers, codes, e-mail and web addresses that the text around them may turn over.
NOT_ISOLATED = """() => {
    const whole = /\\+?\\d[\\d ]{7,}\\d|\\b[A-Z]{4} \\d{3}\\b|\\S+@\\S+\\.\\w+|\\bwww\\.\\S+/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!whole.test(walker.currentNode.data) || parent.closest("script, .hint, .wrong, .summary")) continue;
        const keeper = parent.closest("bdi, [dir=ltr], .ltr");
        if (keeper === null || getComputedStyle(keeper).direction !== "ltr")
            found.push(walker.currentNode.data.trim().slice(0, 80));
    }
    for (const field of document.querySelectorAll("input[type=tel], input[type=email], #code"))
        if (getComputedStyle(field).direction !== "ltr") found.push(field.outerHTML.slice(0, 80));
    return found;
}"""

#: Links and buttons that say nothing once images are gone.
WORDLESS = """() => [...document.querySelectorAll("a[href], button, summary")]
    .filter((element) => element.checkVisibility() && !element.innerText.trim())
    .map((element) => element.outerHTML.slice(0, 140))"""

#: The focused element, when its outline is missing or lies under something.
FOCUS_UNSEEN = """() => {
    const focused = document.activeElement;
    const outlined = (pseudo) => {
        const style = getComputedStyle(focused, pseudo);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const box = focused.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const onTop = document.elementFromPoint(x, y);
    const seen = onTop && (focused.contains(onTop) || onTop.contains(focused) || onTop.closest("label") !== null);
    return (outlined(null) || outlined("::after")) && seen ? "" : focused.outerHTML.slice(0, 200);
}"""

#: For somebody at a keyboard: what cannot be reached, is reached out of turn, or does not show that it is focused.
KEYBOARD = """() => {
    const unseen = LOOK;
    const found = [];
    for (const element of document.querySelectorAll("[tabindex]"))
        if (element.tabIndex > 0) found.push("out of turn: " + element.outerHTML.slice(0, 140));
    const usable = "a[href], button, summary, select, textarea, input:not([type=hidden])";
    for (const element of document.querySelectorAll(usable)) {
        if (!element.checkVisibility() || element.disabled || element.matches(".skip")) continue;
        element.focus();
        const reached = document.activeElement === element;
        const problem = reached ? unseen() : element.outerHTML.slice(0, 140);
        if (problem) found.push((reached ? "focus unseen: " : "not reached: ") + problem);
    }
    return found.slice(0, 8);
}""".replace("LOOK", FOCUS_UNSEEN)

#: On paper: what nobody can press there, and no word of what the page is about.
NOT_FOR_PAPER = """() => {
    const found = [];
    for (const element of document.querySelectorAll("nav, form.filter, .skip, .actions"))
        if (element.checkVisibility()) found.push("printed: " + element.outerHTML.slice(0, 140));
    const heading = document.querySelector(".paper h2") || document.querySelector("h1");
    if (!heading.checkVisibility() || !heading.innerText.trim()) found.push("the heading is not printed");
    return found.slice(0, 8);
}"""

ALL = (TOO_WIDE, SMALL_TARGETS, SMALL_TEXT, NOT_ISOLATED, WORDLESS, KEYBOARD, NOT_FOR_PAPER)

#: What is typed may be longer than its field; of a long text the browser shows the line that is written in.
_HARMLESS = ("cut off: <input", "focus unseen: <textarea")


def faults(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is wrong, by what was looked for, without what does no harm."""
    kept = {name: [one for one in some if not one.startswith(_HARMLESS)] for name, some in found.items()}
    return {name: some for name, some in kept.items() if some}
