"""Whether a token tells that its holder proved who they are by two factors.

Sources: RFC 8176 (values of `amr`); NIST SP 800-63B, section 4.2: the two are of different kinds.
"""

from collections.abc import Collection
from typing import Final

MULTI_FACTOR: Final = "mfa"
_KNOWLEDGE: Final = frozenset({"pwd", "pin", "kba"})
_POSSESSION: Final = frozenset({"hwk", "swk", "otp", "sc", "pop", "sms", "tel"})
_INHERENCE: Final = frozenset({"face", "fpt", "iris", "retina", "vbm"})
_KINDS: Final = (_KNOWLEDGE, _POSSESSION, _INHERENCE)


def tells_two_factors(methods: Collection[str]) -> bool:
    """Tell whether authentication methods are factors of at least two kinds.

    Args:
        methods: values of the claim `amr`.
    """
    if MULTI_FACTOR in methods:
        return True
    return sum(not kind.isdisjoint(methods) for kind in _KINDS) > 1
