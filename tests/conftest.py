"""How every test runs."""

from hypothesis import settings

# No test measures time: a slow machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
