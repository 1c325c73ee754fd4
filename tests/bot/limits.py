"""Discord's limits on messages that its OpenAPI description does not state (shared/DISCORD.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6
LEGACY_KINDS = {1, 2, 3, 5, 6, 7, 8}
TEXT_DISPLAY, BUTTON, RADIO_GROUP = 10, 2, 21
MOST_ROWS = 5
MOST_COMPONENTS, MOST_LEGACY_ROWS = 40, 5
MOST_CHARACTERS, MOST_CONTENT, MOST_IN_EMBEDS = 4_000, 2_000, 6_000
MOST_LABEL, MOST_URL = 80, 512
# Above this Discord answers 500 (discord-api-docs issue 8554); n counts the text displays.
MOST_BYTES, BYTES_PER_TEXT = 10_170, 12

Message = Mapping[str, Any]


def message_faults(message: Message) -> list[str]:
    """Say which limits a whole message breaks; empty when none."""
    components = list(walk(message.get("components") or []))
    is_v2 = has_components_v2(message)
    by_kind = _v2_faults(message, components) if is_v2 else _legacy_faults(message, components)
    return [*by_kind, *_custom_id_faults(components), *_button_faults(components)]


def edit_faults(stored: Message, body: Message) -> list[str]:
    """Say which limits a message breaks once `body` is laid over it."""
    faults = message_faults({**stored, **body})
    if has_components_v2(stored) and body.get("flags") is not None and not has_components_v2(body):
        faults.append("flags: IS_COMPONENTS_V2 can never be removed from a message.")
    return faults


def form_faults(form: Message) -> list[str]:
    """Say which limits a form breaks that the description leaves out (discord.py: five rows)."""
    parts = form["components"]
    fields = [part["component"] for part in parts]
    faults = [*_over("rows of a form", len(parts), MOST_ROWS), *_custom_id_faults(fields)]
    for field in fields:
        values = [option["value"] for option in field["options"]]
        chosen = sum(bool(option.get("default")) for option in field["options"])
        most = 1 if field["type"] == RADIO_GROUP else field["max_values"]
        if len(set(values)) != len(values):
            faults.append(f"{field['custom_id']}: two options have one value.")
        faults += _over("options", most, len(values))
        faults += _over("options chosen beforehand", chosen, most)
    return faults


def deferral_faults(body: Message) -> list[str]:
    """Say why a deferred response (type 5) is refused: its only flag is EPHEMERAL."""
    flags = (body.get("data") or {}).get("flags") or 0
    if flags & ~EPHEMERAL:
        return [f"data.flags: a deferred response may only carry EPHEMERAL (64), not {flags}."]
    return []


def has_components_v2(message: Message) -> bool:
    return bool((message.get("flags") or 0) & COMPONENTS_V2)


def walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield every component, nested ones and accessories included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component["accessory"]] if component.get("accessory") else [])


def texts(components: list[dict[str, Any]]) -> list[str]:
    """Return the text of every text display, in order."""
    return [part["content"] for part in components if part["type"] == TEXT_DISPLAY]


def _v2_faults(message: Message, components: list[dict[str, Any]]) -> Iterator[str]:
    for field in ("content", "embeds", "poll", "sticker_ids"):
        if message.get(field):
            yield f"{field}: not allowed together with IS_COMPONENTS_V2."
    if not components:
        yield "components: a message with IS_COMPONENTS_V2 needs at least one."
    shown = texts(components)
    characters = sum(map(len, shown))
    size = sum(len(text.encode()) for text in shown) + BYTES_PER_TEXT * len(shown)
    yield from _over("components", len(components), MOST_COMPONENTS)
    yield from _over("characters over all text displays", characters, MOST_CHARACTERS)
    yield from _over("bytes over all text displays (UTF-8 + 12 each)", size, MOST_BYTES)


def _legacy_faults(message: Message, components: list[dict[str, Any]]) -> Iterator[str]:
    if any(part["type"] not in LEGACY_KINDS for part in components):
        yield "components: these kinds need the flag IS_COMPONENTS_V2."
    if not any(message.get(field) for field in ("content", "embeds", "attachments", "components")):
        yield "content: Discord refuses an empty message (50006)."
    embedded = sum(map(_characters, message.get("embeds") or []))
    yield from _over("components (rows)", len(message.get("components") or []), MOST_LEGACY_ROWS)
    yield from _over("characters of content", len(message.get("content") or ""), MOST_CONTENT)
    yield from _over("characters over all embeds", embedded, MOST_IN_EMBEDS)


def _custom_id_faults(components: list[dict[str, Any]]) -> Iterator[str]:
    named = [part["custom_id"] for part in components if part.get("custom_id")]
    for custom_id in sorted({name for name in named if named.count(name) > 1}):
        yield f"custom_id: {custom_id!r} is used {named.count(custom_id)} times."


def _button_faults(components: list[dict[str, Any]]) -> Iterator[str]:
    for part in components:
        if part["type"] == BUTTON:
            yield from _over(
                "characters of a button label", len(part.get("label") or ""), MOST_LABEL
            )
            yield from _over("characters of a button url", len(part.get("url") or ""), MOST_URL)


def _over(what: str, found: int, most: int) -> Iterator[str]:
    if found > most:
        yield f"{what}: {found:,}, allowed are {most:,}."


def _characters(embed: Message) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        parts += [field.get("name"), field.get("value")]
    return sum(len(part or "") for part in parts)
