"""What developers run by hand, and the tests use in part."""
