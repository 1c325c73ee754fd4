"""What is never written down: ids of Discord, addresses of people, secrets."""

from __future__ import annotations

import re

HIDDEN = "…"

_PERSONAL = re.compile(
    r"""
    <(?:[@#][!&]?|/[^<>:]{1,100}:|t:|a?:\w{1,40}:)\d{1,25}(?::\w)?>     # mentions, emoji, times
    | [\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}                      # e-mail
    | \d{15,}                                                               # ids of Discord
    | \+\d[\d .()-]{7,18}\d\b | \b0\d(?:[ .-]?\d\d){4}\b                    # telephone
    """,
    re.VERBOSE,
)
_SECRET = re.compile(
    r"""
    \b(?:sk|pk|rk|gh[ops]|github_pat|glpat|hf|xox[abprs]|AKIA|ASIA|AIza)[-_]?(?=[a-z_-]{0,40}\d)[\w-]{14}
    | \beyJ[\w-]{8,}\.[\w-]{4,}                                             # JSON web token
    | \b[\w-]{20,30}\.[\w-]{5,8}\.[\w-]{25}                                 # token of Discord
    | -----BEGIN[ ]
    | ://[^\s/@:]{1,60}:[^\s/@]{1,60}@                                      # address with password
    | \b(?:password|passwd|mot[ ]de[ ]passe)\s?[:=]\s?\S{6}
    | \b(?:secret|api[_ -]?key|token)\s?[:=]\s?(?=\S{0,40}\d)\S{6}
    | \b(?=[a-z]{0,40}\d[a-z]{0,40}\d)(?=\d{0,40}[a-z])[a-z0-9]{20}         # letters and digits
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A rule of thumb: a secret made of words passes, and a hash in a question counts as one."""


def anonymous(text: str) -> str:
    """Take people, channels, servers, e-mail addresses and telephone numbers out of a text."""
    return _PERSONAL.sub(HIDDEN, text)


def has_secret(text: str) -> bool:
    """Tell whether a text looks as if it held a key, a token or a password."""
    return bool(_SECRET.search(text))
