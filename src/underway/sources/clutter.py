"""What surrounds and interrupts the article on its page: cut out of the tree before the main text is looked for.

Captions, embedded posts, links to other stories, newsletters, comments and the page's own furniture make claims about
other shows, in sentences as good as the article's. They are told by their elements, by their roles
(https://www.w3.org/TR/wai-aria-1.2/#landmark_roles), by what their authors call them, by the label above them ("Most
read"), and by being nothing but links.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from lxml.etree import XPath

from underway.sources.markup import INLINE


def _named(patterns: str) -> re.Pattern[str]:
    """Finds what an author calls an element, in lower case with dashes between words."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(patterns.split())})")


def _label(patterns: str) -> re.Pattern[str]:
    """Matches a label, one pattern a line, with whatever marks stand around it."""
    return re.compile(rf"\W*(?:{'|'.join(patterns.strip().splitlines())})\W*", re.IGNORECASE)


_ELEMENTS = frozenset(
    "aside nav footer figcaption dialog amp-ad amp-auto-ads amp-carousel amp-consent amp-embed amp-facebook amp-iframe "
    "amp-instagram amp-lightbox amp-list amp-next-page amp-reddit amp-sidebar amp-social-share amp-sticky-ad "
    "amp-story-player amp-tiktok amp-twitter amp-user-notification amp-video-iframe amp-youtube".split()
)
_ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog menu menubar banner toolbar".split())
_COMMENTS = _named(r"""
    comments?(?![a-z]) commentlist repl(?:y|ies)(?![a-z]) respond(?![a-z])
    disqus coral(?![a-z]) livefyre openweb spot-?im hyvor viafoura
""")
_POSTS = _named(r"""
    twitter-(?:tweet|video|timeline) tweet-?embed instagram-media tiktok-embed fb-(?:post|video) bluesky-embed
    reddit-(?:card|embed) text-post-media mastodon-embed wp-embedded-content is-type-wp-embed oembed embedly
""")
_ASIDES = _named(r"""
    related recirc recommend interstitial onward read-?(?:more|next|also) see-also more-(?:on|from|stories|like|news)
    (?:may|might)-(?:also-)?like most-?(?:read|popular|viewed|shared) popular(?![a-z]) trending up-?next
    next-(?:page|article|story) infinite-scroll rich-?link outbrain taboola promos?(?![a-z]) ticker(?![a-z])
    newsletter subscri(?:be|ption) sign-?up mailing-?list mc4wp captions?(?![a-z]) tweet(?![a-z]) embed(?:ded)?(?![a-z])
    jw-?player vjs video-(?:player|promo|title|playlist|carousel|strip) footer(?![a-z])
""")
_BODY = _named(r"(?:article|entry|page|post|single|story)[-_]*(?:body|content|text)(?![a-z])")

_OTHER_STORIES = _label("""
related( (stories|articles|posts|news|content|coverage|reading|links|topics|videos?))?
(also )?(read|see|watch|listen|hear|view)( (more|also|next|now))?
(keep|continue|further) reading
explore further
elsewhere( on [^.!?]{1,40})?
more( (on|from|stories|news|in|about|like|tv|coverage)( [^.!?]{1,40})?)?
most (read|popular|viewed|shared|recent)( [^.!?]{1,30})?
popular( (now|posts|stories|on [^.!?]{1,30}))?
trending( (now|stories|on [^.!?]{1,30}))?
(latest|top|other|recent) (news|stories|headlines|posts|videos|articles)
recommended( (for you|stories|reading|videos))?
(you )?(may|might)( also)? (like|enjoy|be interested in)
((read|up|what to read) )?next
don['’]t miss
editors?['’]?s?['’]? picks?
also on [^.!?]{1,40}
(from )?our partners
around the web
sponsored( content)?
promoted( stories)?
(filed|posted|tagged) (under|in|with|as)
(key ?words|labels?|tag(s|ged)?|topics?)
""")
_NEWSLETTER = _label("""
((our|the) )?newsletters?
(sign up|subscribe)( (to|for) [^.!?]{1,50})?
stay in the know
""")
_DISCUSSION = _label(r"""
((readers?['’]?s?['’]?|user|your) )?comments?( \([\d,]+\))?
[\d,]+ (comments?|replies|responses|thoughts)( (on|to) .{1,150})?
what (our )?readers (say|think|are saying)
your (views|thoughts)
have your say
leave a (reply|comment)
join the (conversation|discussion)
""")
_LABELS = (_OTHER_STORIES, _NEWSLETTER, _DISCUSSION)

_FRAME = frozenset(["html", "head", "body", "main"])
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_ABOVE = frozenset(["b", "p", "strong", *_HEADINGS])  # what stands above something on the same level
_NO_LABELS = frozenset(["a", "title", "option", "th", "td"])
_LISTED = frozenset(["li", "td", "th", "dt", "dd", "h1", *_HEADINGS])
_PICTURE_FRAMES = frozenset(["center", "div", "p", "table", "td"])
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_POST_ADDRESS = re.compile(
    r"https?://(?:[\w-]+\.)?(?:twitter|x|instagram|threads|tiktok|facebook|bsky)\.(?:com|net|app)/"
    r"(?:.*/)?(?:status|p|reel|posts?|video)/"
)
_POSTER = re.compile(r"\(@\w{1,30}\)\W+\w{3,9}\W+\d")  # as embedded posts end: a handle and the day
_TEXT_OUTSIDE_LINKS = XPath("self::*[not(self::a[@href])]//text()[not(ancestor::a[@href])]")
_TEXT_IN_FULL_SIZE = XPath(".//text()[not(ancestor::em or ancestor::font or ancestor::i or ancestor::small)]")
_LONGEST_POST = 1500
_LONGEST_CAPTION = 200  # of what is told to be one by nothing but its picture
_LONGEST_LABEL = 200
_LONGEST_TEASER = 250  # what stands beside one link to another story
_LONGEST_PRAISE = 600  # of a newsletter
_WORDS_OF_A_HEADLINE = 5  # a line that is nothing but a link of so many words leads to another story
_MOST_IN_LINE = 50  # elements beside one that are looked at
_MOST_LABELS = 200  # a page with more is none of an article, or means harm


def cut_clutter(tree: Any) -> None:
    """Cuts it out of `tree`, an lxml.html element; what follows a cut element stays."""
    _cut_before_headline(tree)
    _cut(tree, _is_furniture, share=0.8)
    _cut(tree, _is_post, share=1)
    _cut(tree, _is_aside, share=0.4)
    prose = _prose(tree)
    for element, label in list(islice(_labels(tree), _MOST_LABELS)):
        comments = label is _DISCUSSION and element.tag in _HEADINGS
        _cut_labelled(element, label, prose * (0.8 if comments else 0.4))
    _cut_cards(tree)
    _cut_lines(tree)


def names(element: Any) -> str:
    """What its author calls an element."""
    called = " ".join(element.get(key) or "" for key in ("class", "id", "data-component", "data-testid"))
    return _CAMEL.sub("-", called).lower()


def is_body(called: str) -> bool:
    """Whether these are names of an element that holds an article's text."""
    return bool(_BODY.search(called))


def _cut_before_headline(tree: Any) -> None:
    """Cuts what stands above the first heading of the first rank, where that is little."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return
    before = [e for part in [headline, *headline.iterancestors()] for e in part.itersiblings(preceding=True)]
    before = [e for e in before if isinstance(e.tag, str) and e.tag not in _FRAME]
    if sum(map(_prose, before)) <= _prose(tree) * 0.2:
        for element in before:
            element.drop_tree()


def _cut(tree: Any, chosen: Callable[[Any], bool], share: float) -> None:
    """Cuts the outermost elements that are chosen: of them no headline, no part of a line, and no larger share of the
    prose."""
    most = _prose(tree) * share
    waiting = [tree]
    while waiting:
        for element in list(waiting.pop()):
            if not isinstance(element.tag, str):
                continue
            whole = element.tag not in _FRAME and chosen(element) and (element.tag not in INLINE or _is_line(element))
            if whole and _is_part(element, most):
                element.drop_tree()
            else:
                waiting.append(element)


def _is_furniture(element: Any) -> bool:
    return (
        element.tag in _ELEMENTS
        or (element.get("role") or "").lower() in _ROLES
        or bool(_COMMENTS.search(names(element)))
    )


def _is_post(element: Any) -> bool:
    """Whether it shows what somebody posted elsewhere."""
    if len(element.text_content()) > _LONGEST_POST:
        return False
    if element.tag == "blockquote":
        addresses = [element.get("cite") or "", *(link.get("href") for link in _links(element))]
        if any(map(_POST_ADDRESS.match, addresses)) or _POSTER.search(element.text_content()):
            return True
    return bool(_POSTS.search(names(element)))


def _is_aside(element: Any) -> bool:
    called = names(element)
    return (
        (bool(_ASIDES.search(called)) and not is_body(called))
        or any(label.fullmatch((element.get("aria-label") or "")[:_LONGEST_LABEL]) for label in _LABELS)
        or (element.tag in _PICTURE_FRAMES and _is_picture(element))
        or _is_sign_up(element)
    )


def _is_picture(element: Any) -> bool:
    """Whether it sets a picture with its caption below: nothing but the picture and a text of a caption's length."""
    picture = next(element.iter("img", "amp-img"), None)
    if picture is None or len(element.text_content()) > _LONGEST_CAPTION:
        return False
    if next(element.iter(*_HEADINGS), None) is not None or (element.tag == "p" and _is_in_full_size(element)):
        return False
    while picture is not element:
        if not _is_first(picture):
            return False
        picture = picture.getparent()
    return True


def _is_in_full_size(element: Any) -> bool:
    return any(text.strip() for text in _TEXT_IN_FULL_SIZE(element))


def _is_sign_up(element: Any) -> bool:
    fields = (field for field in element.iter("input") if field.get("type") == "email")
    return next(fields, None) is not None and _prose(element) <= _LONGEST_PRAISE


def _is_part(element: Any, most: float) -> bool:
    return next(element.iter("h1"), None) is None and _prose(element) <= most


def _prose(element: Any) -> int:
    """How many characters of it are in no link."""
    return len(element.text_content()) - sum(len(link.text_content()) for link in _links(element))


def _links(element: Any) -> list[Any]:
    return [link for link in element.iter("a") if link.get("href")]


def _labels(tree: Any) -> Iterator[tuple[Any, re.Pattern[str]]]:
    """The elements that hold a label and nothing else."""
    for element in tree.iter():
        text = element.text
        if not isinstance(element.tag, str) or element.tag in _NO_LABELS or not text or len(text) > _LONGEST_LABEL:
            continue
        label = next((label for label in _LABELS if label.fullmatch(text)), None)
        if label and element.text_content().strip() == text.strip():
            yield element, label


def _cut_labelled(element: Any, label: re.Pattern[str], most: float) -> None:
    """Cuts what stands under a label: the part of the page that begins with it, or what follows it on the same level.

    Of what follows: links; one paragraph that praises a newsletter; comments up to the next heading.
    """
    said = element.text.strip()
    whole = element
    while (parent := whole.getparent()) is not None and parent.tag not in _FRAME and _is_first(whole):
        if not _is_part(parent, most) or not _stands_under(label, _prose(parent) - len(said), len(_links(parent))):
            break
        whole = parent
    if whole.getparent() is None or (whole.tag in INLINE and not _is_line(whole)):
        return
    if element.tag in _ABOVE and whole.text_content().strip() == said:
        _cut_following(whole, label, most)
    whole.drop_tree()


def _stands_under(label: re.Pattern[str], prose: int, links: int) -> bool:
    """Whether a part of the page can be what its label says."""
    return label is _DISCUSSION or prose <= (_LONGEST_PRAISE if label is _NEWSLETTER else _LONGEST_TEASER * links)


def _cut_following(above: Any, label: re.Pattern[str], most: float) -> None:
    level = above.tag if above.tag in _HEADINGS else "h6"
    after = above.getnext()
    while after is not None:
        follower, after = after, after.getnext()
        if not isinstance(follower.tag, str):
            continue
        if (follower.tag in _HEADINGS and follower.tag <= level) or not _is_part(follower, most):
            break
        leads_away = follower.tag == "form" or _leads_away(follower)
        if leads_away or label is _DISCUSSION or (label is _NEWSLETTER and _prose(follower) <= _LONGEST_PRAISE):
            _drop(follower)
        if not leads_away and label is not _DISCUSSION:
            break


def _leads_away(element: Any) -> bool:
    """Whether it is a list with links, or links more than anything else."""
    if element.tag in ("ul", "ol", "dl"):
        return bool(_links(element))
    return _prose(element) * 2 <= len(element.text_content())


def _is_first(element: Any) -> bool:
    """Whether nothing stands before it in its parent, nor beside it in its line."""
    if (element.getparent().text or "").strip() or (element.tag in INLINE and not _is_line(element)):
        return False
    return not any(_says(sibling) or (sibling.tail or "").strip() for sibling in element.itersiblings(preceding=True))


def _is_line(element: Any) -> bool:
    """Whether nothing stands beside it in its line."""
    if (element.tail or "").strip():
        return False
    for sibling in islice(element.itersiblings(), _MOST_IN_LINE):
        if isinstance(sibling.tag, str) and sibling.tag not in INLINE:
            break
        if _says(sibling) or (sibling.tail or "").strip():
            return False
    for sibling in islice(element.itersiblings(preceding=True), _MOST_IN_LINE):
        if (sibling.tail or "").strip():
            return False
        if isinstance(sibling.tag, str) and sibling.tag not in INLINE:
            return True
        if _says(sibling):
            return False
    return not (element.getparent().text or "").strip()


def _says(element: Any) -> bool:
    return isinstance(element.tag, str) and bool(element.text_content().strip())


def _drop(element: Any) -> None:
    """Cuts an element with the text right after it."""
    element.tail = None
    element.drop_tree()


def _cut_cards(tree: Any) -> None:
    """Cuts links around whole blocks, which show other stories."""
    most = len(tree.text_content()) * 0.4
    for link in _links(tree):
        blocks = any(isinstance(inner.tag, str) and inner.tag not in INLINE for inner in link.iterdescendants())
        if blocks and len(link.text_content()) <= most and next(link.iter("h1"), None) is None:
            link.drop_tree()


def _cut_lines(tree: Any) -> None:
    """Cuts lines that are nothing but links, or a label with links."""
    blocks: dict[Any, None] = {}
    for link in _links(tree):
        block = link.getparent()
        while block is not None and block.tag in INLINE:
            block = block.getparent()
        if block is not None:
            blocks[block] = None
    for block in blocks:
        for before, line in list(_lines(block)):
            lead = (block.text if before is None else before.tail) or ""
            if _is_only_links(lead, line, listed=block.tag in _LISTED):
                for element in line:
                    _drop(element)
                if before is None:
                    block.text = None
                else:
                    before.tail = None


def _lines(block: Any) -> Iterator[tuple[Any, list[Any]]]:
    """The lines of a block: what each follows, None for the first, and its inline elements."""
    before: Any = None
    line: list[Any] = []
    for child in block:
        if isinstance(child.tag, str) and child.tag not in INLINE:
            yield before, line
            before, line = child, []
        else:
            line.append(child)
    yield before, line


def _is_only_links(lead: str, line: list[Any], *, listed: bool) -> bool:
    linked = sum(len(link.text_content().split()) for element in line for link in _links(element))
    if not linked:
        return False
    beside = lead + "".join(f"{''.join(_TEXT_OUTSIDE_LINKS(element))}{element.tail or ''}" for element in line)
    if not any(map(str.isalnum, beside)):
        return not listed and linked >= _WORDS_OF_A_HEADLINE
    return len(beside) <= _LONGEST_LABEL and any(label.fullmatch(beside) for label in _LABELS)
