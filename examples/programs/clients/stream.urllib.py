"""Makes a call with the HTTP client of Python's standard library, and prints the text of the stream as it arrives."""

import json
import os
from urllib.request import Request, urlopen

body = {"model": "gpt-4o", "stream": True, "messages": [{"role": "user", "content": "Where is my parcel?"}]}
headers = {"authorization": "Bearer test", "content-type": "application/json"}
request = Request(os.environ["OPENAI_BASE_URL"] + "/chat/completions", json.dumps(body).encode(), headers)
with urlopen(request, timeout=20) as response:
    for line in response:
        if line.startswith(b"data: {"):
            for choice in json.loads(line[6:])["choices"]:
                print(choice["delta"].get("content") or "", end="")
