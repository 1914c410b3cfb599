"""Makes a call with HTTPX, which the SDKs for Python use, and prints the text of the stream as it arrives."""

import json
import os

import httpx

body = {"model": "gpt-4o", "stream": True, "messages": [{"role": "user", "content": "Where is my parcel?"}]}
url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
with httpx.stream("POST", url, json=body, headers={"authorization": "Bearer test"}, timeout=20) as response:
    response.raise_for_status()
    for line in response.iter_lines():
        if line.startswith("data: {"):
            for choice in json.loads(line[6:])["choices"]:
                print(choice["delta"].get("content") or "", end="")
