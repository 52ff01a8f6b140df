"""The access token: asked for with a signed assertion (RFC 7523), kept in memory, renewed in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk.clock import Clock, new_id
from windowdesk.sync.transport import Request
from windowdesk.sync.trusted_time import TrustedTime

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
PATH = "/v1/token"
ASSERTION_LIFE = timedelta(minutes=4)
RENEW_BEFORE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and when it ends, in seconds of the monotonic clock."""

    text: str
    ends: float


class SignIn:
    """Holds the token of one station.

    Args:
        station: the station's number.
        key: its private key, proved with each assertion.
        clock: for the life of the token; never the wall clock, which may leap.
        time: for the assertion.
    """

    def __init__(self, station: str, key: Ed25519PrivateKey, clock: Clock, time: TrustedTime) -> None:
        self.station = station
        self._key = key
        self._clock = clock
        self._time = time
        self._token: Token | None = None

    @property
    def has_token(self) -> bool:
        """There is a token that is good for another half minute."""
        held = self._token
        return held is not None and held.ends - self._clock.monotonic() >= RENEW_BEFORE_SECONDS

    def token(self, ask: Callable[[Request], dict[str, object]]) -> str:
        """A token that is good for another half minute; ``ask`` sends the request and checks the answer."""
        held = self._token
        if held is None or not self.has_token:
            began = self._clock.monotonic()
            answer = ask(self._request())
            held = Token(str(answer["access_token"]), began + float(str(answer["expires_in"])))
            self._token = held
        return held.text

    def forget(self) -> None:
        """The county no longer takes the token: ask for a new one next time."""
        self._token = None

    def _request(self) -> Request:
        body = urlencode({"grant_type": GRANT, "assertion": self._assertion()}).encode("ascii")
        return Request("POST", PATH, {"Content-Type": "application/x-www-form-urlencoded"}, body)

    def _assertion(self) -> str:
        """A JWT (RFC 7519) signed with EdDSA (RFC 8037)."""
        import jwt  # not before there is a line to sign in over

        now = self._time.now()
        issued = int(now.timestamp())
        claims = {
            "iss": self.station,
            "sub": self.station,
            "aud": PATH,
            "iat": issued,
            "exp": issued + int(ASSERTION_LIFE.total_seconds()),
            "jti": new_id(now),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA")
