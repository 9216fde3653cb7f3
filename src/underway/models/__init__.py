"""The model reader: a language model that may only point at words that are there."""

from underway.models.account import Account, Budget, Estimate, Prices, estimate
from underway.models.agreement import Compared, compared
from underway.models.batch import Taken, read_responses, write_requests
from underway.models.cache import Cache, cache_path
from underway.models.endpoint import KEY, MODEL, URL, Completion, Endpoint, ModelError, Settings, settings_of
from underway.models.grounding import Grounded, ground
from underway.models.prompts import PROMPT
from underway.models.running import ModelReader

__all__ = [
    "KEY",
    "MODEL",
    "PROMPT",
    "URL",
    "Account",
    "Budget",
    "Cache",
    "Compared",
    "Completion",
    "Endpoint",
    "Estimate",
    "Grounded",
    "ModelError",
    "ModelReader",
    "Prices",
    "Settings",
    "Taken",
    "cache_path",
    "compared",
    "estimate",
    "ground",
    "read_responses",
    "settings_of",
    "write_requests",
]
