"""What may be reached although it is not of the public internet: named one by one, for intranets and tests."""

import re
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from underway.sources.records import excerpt
from underway.sources.web.addresses import Address, read_address
from underway.sources.web.errors import WebError
from underway.sources.web.reach import IP

_PORT = re.compile(r":[0-9]+$")


class AllowList:
    """Entries are `host`, `host:port`, `10.0.0.0/8`, `127.0.0.1`, `127.0.0.1:8080`, `::1`, `[::1]:8080`.

    A host that is named may stand for any address; an address or network may be reached by any name.
    Raises ValueError for an entry that is none of these.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._hosts: set[tuple[str, int | None]] = set()
        self._networks: list[tuple[IPv4Network | IPv6Network, int | None]] = []
        for entry in entries:
            self._take(entry.strip())

    def holds(self, address: Address, ip: IP) -> bool:
        """Whether the address may be reached at an IP address that its host stands for."""
        ports = (None, address.port)
        return any((address.host, port) in self._hosts for port in ports) or any(
            ip in network and port in ports for network, port in self._networks
        )

    def _take(self, entry: str) -> None:
        with suppress(ValueError):
            self._networks.append((ip_network(entry), None))
            return
        try:
            address = read_address(f"http://{entry}")
        except WebError:
            address = None
        if address is None or set("/?#") & set(entry):
            raise ValueError(
                f"{excerpt(entry)} is no host and no network that could be allowed; "
                "give one such as intranet.example, intranet.example:8080 or 10.0.0.0/8"
            )
        port = address.port if _PORT.search(entry) else None
        try:
            self._networks.append((ip_network(ip_address(address.host)), port))
        except ValueError:
            self._hosts.add((address.host, port))
