"""Which IP addresses are of the public internet."""

from ipaddress import IPv4Address, IPv6Address, ip_network

IP = IPv4Address | IPv6Address

_GLOBAL_UNICAST = ip_network("2000::/3")  # all that IANA hands out of IPv6, so far
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: IPv4 as seen from networks that have IPv6 alone
# What Python's tables, which differ between its versions, do not tell to be special in all of them.
_ALSO = [
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # where Azure tells machines about themselves, in the midst of public addresses
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2002::/16",  # 6to4, which leads to any IPv4 address and is out of use (RFC 7526)
        "3fff::/20",  # documentation (RFC 9637)
    )
]
_KINDS = ("unspecified", "loopback", "link_local", "multicast")


def plain(ip: IP) -> IP:
    """IPv4 written as IPv6 (`::ffff:192.0.2.1`) as IPv4."""
    return (ip.ipv4_mapped if isinstance(ip, IPv6Address) else None) or ip


def barred(ip: IP) -> str | None:
    """What keeps an address from being reached, such as "a loopback address"; None for one of the public internet.

    By IANA's registries of special-purpose addresses (RFC 6890). What stands for an IPv4 address is judged as that.
    """
    ip = plain(ip)
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return barred(IPv4Address(int(ip) & 0xFFFFFFFF))
        public = ip in _GLOBAL_UNICAST and ip.scope_id is None
    else:
        public = not ip.is_multicast
    if public and ip.is_global and not any(ip in network for network in _ALSO):
        return None
    kind = next((kind for kind in _KINDS if getattr(ip, f"is_{kind}")), "private or reserved")
    return f"{'an' if kind == 'unspecified' else 'a'} {kind.replace('_', '-')} address"
