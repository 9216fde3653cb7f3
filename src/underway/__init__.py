"""Is another season coming, and what is known so far?"""

__version__ = "0.1.0"
