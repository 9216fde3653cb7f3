"""What keeps a ledger up to date, and tells people of it: polling, following, digests."""
