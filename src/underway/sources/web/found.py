"""What a fetch gives."""

import msgspec

from underway.sources.records import Validators


class Fetched(msgspec.Struct, frozen=True):
    """What was found at `address`, which is where redirects led to, without a fragment.

    `payload` is the body, the content encoding of the answer undone. `media_type` is in lower case, without parameters;
    it and `charset` are what the Content-Type header says, None where it is missing or makes no sense.
    """

    address: str
    payload: bytes
    media_type: str | None
    charset: str | None
    validators: Validators


class Unchanged(msgspec.Struct, frozen=True):
    """What `address` holds is still what the validators were given for."""

    address: str
