"""Makes a call with aiohttp, and prints the text of the stream as it arrives."""

import asyncio
import json
import os

import aiohttp

body = {"model": "gpt-4o", "stream": True, "messages": [{"role": "user", "content": "Where is my parcel?"}]}


async def main():
    async with aiohttp.ClientSession(raise_for_status=True, timeout=aiohttp.ClientTimeout(20)) as session:
        url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
        async with session.post(url, json=body, headers={"authorization": "Bearer test"}) as response:
            async for line in response.content:
                if line.startswith(b"data: {"):
                    for choice in json.loads(line[6:])["choices"]:
                        print(choice["delta"].get("content") or "", end="")


asyncio.run(main())
