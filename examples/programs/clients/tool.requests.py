"""Makes calls with requests, runs the tool that the model calls, and prints the answer."""

import json
import os

import requests

url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
tools = [
    {
        "type": "function",
        "function": {"name": "read", "parameters": {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]}},
    }
]
messages = [{"role": "user", "content": "Where is my parcel?"}]
for _ in range(5):
    body = {"model": "gpt-4o", "messages": messages, "tools": tools}
    response = requests.post(url, json=body, headers={"authorization": "Bearer test"}, timeout=20)
    response.raise_for_status()
    message = response.json()["choices"][0]["message"]
    messages.append(message)
    if not message.get("tool_calls"):
        print(message["content"])
        break
    for call in message["tool_calls"]:
        with open(json.loads(call["function"]["arguments"])["path"]) as file:
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": file.read()})
