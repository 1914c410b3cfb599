"""A support app that calls OpenAI and retries if the provider is overloaded."""

import json
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ATTEMPTS = 3
RETRYABLE = {429, 500, 502, 503, 529}


class Unavailable(Exception):
    """No attempt brought an answer."""


def ask(question: str, base_url: str) -> str:
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": question}]}
    headers = {"authorization": "Bearer test", "content-type": "application/json"}
    for attempt in range(ATTEMPTS):
        request = Request(f"{base_url}/chat/completions", json.dumps(body).encode(), headers)
        try:
            with urlopen(request, timeout=10) as response:
                return json.load(response)["choices"][0]["message"]["content"]
        except HTTPError as error:
            if error.code not in RETRYABLE:
                raise
            if attempt < ATTEMPTS - 1:
                time.sleep(min(5, float(error.headers.get("retry-after", 0.05 * 2**attempt))))
        except OSError:
            time.sleep(0.05)
    raise Unavailable(f"no answer in {ATTEMPTS} attempts")
