"""Heads of records and answers: lines of fields, as in mail (RFC 5322), up to the first that is empty."""

MAX_HEAD_BYTES = 32 * 1024


def read_head(data: bytes, at: int = 0) -> tuple[dict[bytes, bytes], int] | None:
    """The fields of the head that begins there, behind its first line, by name in lower case, and where the head ends;
    None where it does not end."""
    end, end_line = data.find(b"\r\n\r\n", at, at + MAX_HEAD_BYTES), 4
    bare = data.find(b"\n\n", at, end if end >= 0 else at + MAX_HEAD_BYTES)
    if bare >= 0:
        end, end_line = bare, 2
    if end < 0:
        return None
    fields = {}
    for line in data[at:end].split(b"\n")[1:]:
        name, _, value = line.partition(b":")
        fields[name.lower()] = value.strip()
    return fields, end + end_line
