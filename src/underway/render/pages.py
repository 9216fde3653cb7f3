"""HTML pages that need nothing else: no script runs, nothing is fetched, and all text from outside is inert."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from underway.render import labels
from underway.render.inert import inert


def page(name: str, **values: Any) -> str:
    """The page that the template of this name makes of the values, with the style sheet of the same name.

    A browser is told to take that style sheet and nothing more: by its hash, in `style_source` (CSP level 3).
    """
    style = (files("underway.render") / "templates" / f"{name}.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template(f"{name}.html")
    return template.render(values, style=Markup(style), style_source=f"sha256-{digest}")


@cache
def _environment() -> Environment:
    """Every string that a template writes is made inert and escaped; none has to ask for it."""
    environment = Environment(
        loader=PackageLoader("underway.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = lambda words: labels.quoted(inert(words))
    environment.filters["anchor"] = lambda title: title.lower().replace(" ", "-")
    return environment
