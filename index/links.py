"""Clean web addresses, and tell from label, address and title what they lead to and who made it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from index.reading.kinds import BY_PLACE, BY_WORD, kind_by
from index.reading.publishers import BY_HOST, BY_OWNER, NAMES
from index.resource import Kind

MAX_ADDRESS = 512
"""Characters in the address of a link button, Discord's limit."""

_TRACKING = re.compile(
    r"(?:utm_\w+|wt\.\w+|wt_mc\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid"
    r"|igsh|yclid|twclid|ttclid|li_fat_id|_hsenc|_hsmi|__hs\w+|hsctatracking|mkt_tok|vero_\w+|oly_\w+"
    r"|_openstat|_gl|_ga|rb_clickid|s_cid|ocid|ref_src|ref_url|trk|trkcampaign)=",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"([?&#])")
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\\<>\"\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ufeff\ufff9-\ufffd\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ORDINARY = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]*)?"
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")

_NAME = re.compile(rf"\b(?:{'|'.join(map(re.escape, NAMES))})\b", re.IGNORECASE)
_CODE_HOST = re.compile(r"^(?:git(?:hub|lab)\.com|bitbucket\.org)/")


def clean(address: str) -> str:
    """Give `address` without tracking parameters; raise ValueError with the reason if refused."""
    _check(address)
    cleaned = _without_tracking(address) if "=" in address else address
    if len(cleaned) > MAX_ADDRESS:
        msg = f"the address has {len(cleaned)} characters, a link takes {MAX_ADDRESS} at most"
        raise ValueError(msg)
    return cleaned


def _check(address: str) -> None:
    """Raise ValueError unless `address` is http or https, with a plain host, no odd characters."""
    if _ORDINARY.fullmatch(address):
        return
    if found := _FORBIDDEN.search(address):
        msg = f"the address holds {found.group()!a}, which no address may"
        raise ValueError(msg)
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        msg = f"the address is malformed ({error})"
        raise ValueError(msg) from None
    if parts.scheme not in ("http", "https"):
        msg = "the address does not start with http:// or https://"
        raise ValueError(msg)
    if "@" in parts.netloc:
        msg = "the address hides its host behind a user name (@)"
        raise ValueError(msg)
    if not _HOST.fullmatch(parts.hostname or "") and not parts.netloc.startswith("["):
        msg = "the address names no host"
        raise ValueError(msg)


def _without_tracking(address: str) -> str:
    """Drop tracking pairs behind ``?``, ``&``, ``#``; a pair that moves up takes the separator."""
    head, *rest = _SEPARATOR.split(address)
    kept, heir, has_query = [head], "", False
    for separator, pair in zip(rest[::2], rest[1::2], strict=True):
        if separator == "#":
            heir, has_query = "", False
        if _TRACKING.match(pair):
            if separator == "#" or (separator == "?" and not has_query):
                heir = heir or separator
            continue
        lead = heir if heir and separator == "&" else separator
        has_query, heir = has_query or lead == "?", ""
        kept += lead, pair
    return "".join(kept)


def kind(label: str, url: str, title: str) -> Kind:
    """Tell what the resource is: the label decides, then the address, then the title."""
    place = _place(url)
    found = kind_by(label, BY_WORD) or kind_by(place, BY_PLACE) or kind_by(title, BY_WORD)
    return found or ("tool" if _CODE_HOST.match(place) else "guide")


def _place(url: str) -> str:
    """Give ``host/path`` without ``www.``."""
    parts = urlsplit(url)
    return f"{_host(url)}{parts.path or '/'}"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def provider(label: str, url: str) -> str:
    """Tell who publishes it: a known host or code owner, a name in the label, else the host."""
    host = _host(url)
    if host in ("github.com", "gitlab.com", "raw.githubusercontent.com"):
        owner = urlsplit(url).path.strip("/").split("/")[0]
        return BY_OWNER.get(owner.lower(), owner) or host
    known = _known(host)
    return known or _name_in(label) or host


def _name_in(label: str) -> str | None:
    found = _NAME.search(label)
    return found and next(name for name in NAMES if name.lower() == found.group().lower())


def _known(host: str) -> str | None:
    """Look the host up, then each domain above it."""
    labels = host.split(".")
    domains = (".".join(labels[i:]) for i in range(len(labels) - 1))
    if (owner := host.removesuffix(".github.io")) != host:
        return BY_OWNER.get(owner, owner)
    return next((BY_HOST[domain] for domain in domains if domain in BY_HOST), None)


def short(url: str) -> str:
    """Give host and path, for a link that nobody named."""
    return _place(url).rstrip("/")
