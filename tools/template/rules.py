"""What is known of HTML's elements, and what views may not do with them.

Each function answers with the fault in words (and the mend), or with nothing.
A tag is a context.Element: its name and its attributes."""

import re

VOID = set("area base br col embed hr img input link meta source track wbr".split())
SVG_LEAVES = set("circle ellipse line path polygon polyline rect stop use".split())
SPACE = " \t\n\r\f"  # what HTML calls so; not U+3000 or a no-break space
# White space beside these is not seen, so it goes.
BLOCK = SVG_LEAVES | set("""address article aside blockquote body br caption col colgroup dd defs details dialog
    div dl dt fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html legend li link
    main meta nav ol optgroup option p pre script search section summary svg symbol table tbody td template
    tfoot th thead title tr ul !doctype""".split())
# A <p> ends by itself before these, whatever the template says.
ENDS_P = set("""address article aside blockquote details dialog div dl fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr main nav ol p pre search section table ul""".split())
NOT_IN_ITSELF = {"a", "form", "button", "label"}
URL_ATTRIBUTES = {"href", "src", "action", "formaction", "cite", "poster", "srcset"}
NO_VALUE_ATTRIBUTES = {"style", "srcdoc", "ping", "data", "background", "manifest", "xlink:href",
                       "http-equiv", "attributename"}
NO_VALUE_ELEMENTS = {"base", "iframe", "object", "embed", "frame", "applet", "animate", "set"}
KEEPS_SPACE = {"pre", "textarea"}
UNLABELLED_INPUTS = {"hidden", "submit", "button", "reset", "image"}


def value_fault(tag, attribute, what):
    """Why the value `what` cannot stand in this attribute."""
    if attribute.startswith("on"):
        return f"{what} stands in the event handler {attribute}; put it into data-... and read it in app.js"
    if attribute == "style":
        return f"{what} stands in a style attribute; choose a class instead"
    if attribute in NO_VALUE_ATTRIBUTES:
        return f"{what} cannot be made safe in {attribute}; write fixed text there"
    if tag == "script":
        return f"{what} stands in a <script> tag; only {{{{asset}}}} may be its src"
    if tag in NO_VALUE_ELEMENTS:
        return f"{what} stands in <{tag}>, which loads what it names; use a link"
    return ""


def nesting_fault(tag, open_names):
    if tag.name in ENDS_P and "p" in open_names:
        return f"<{tag.name}> inside <p> would end the <p>; close it first"
    if tag.name in NOT_IN_ITSELF and tag.name in open_names:
        return f"<{tag.name}> cannot stand in <{tag.name}>; close the first one before"
    return ""


def attribute_fault(name, text, is_bookmarklet=False):
    """What the site's Content-Security-Policy would block. A bookmarklet is dragged away, not run here."""
    if name.startswith("on"):
        return f"the event handler {name} is blocked by the site's policy; listen in app.js"
    if name == "style":
        return "a style attribute is blocked by the site's policy; use a class and style.css"
    if name in URL_ATTRIBUTES and not is_bookmarklet and re.match(r"\s*(javascript|data|vbscript):", text, re.I):
        return f"{name} with {text.split(':')[0].strip()}: runs code; use an http address"
    return ""


def loading_fault(tag):
    """Scripts and styles stand in assets/, and no value chooses what is loaded."""
    attributes = tag.attributes
    if tag.name == "script" and "src" not in attributes:
        return "a script inside a page is blocked by the site's policy; move it to assets/"
    if tag.name == "style":
        return "<style> is blocked by the site's policy; move it to assets/style.css"
    if tag.name == "meta" and "http-equiv" in attributes and tag.has_value:
        return "a value in <meta http-equiv> can redirect; send a header instead"
    if tag.name == "link" and "href" in tag.has_value and re.search(
            r"stylesheet|preload|import|manifest|\{\{", attributes.get("rel", "")):
        return "this <link> loads code; only {{asset}} may be its href"
    return ""


def element_fault(tag, open_names):
    """What is wrong with a start tag inside these open elements."""
    faults = [nesting_fault(tag, open_names)]
    is_bookmarklet = tag.name == "a" and "data-bookmarklet" in tag.attributes
    faults += [attribute_fault(name, text, is_bookmarklet) for name, text in tag.attributes.items()]
    faults.append(loading_fault(tag))
    if tag.name == "img" and "alt" not in tag.attributes:
        faults.append('<img> needs alt (alt="" when it only adorns)')
    return next(filter(None, faults), "")


def needs_label(tag):
    is_field = tag.name in ("select", "textarea") or (
        tag.name == "input" and tag.attributes.get("type", "text").lower() not in UNLABELLED_INPUTS)
    return is_field and "aria-label" not in tag.attributes and "aria-labelledby" not in tag.attributes
