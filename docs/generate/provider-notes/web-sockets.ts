/** What is emulated over WebSockets, and for which clients. */
export const webSocketChapter = `## WebSockets

The handshake is a call, and so is each \`response.create\`: faults refuse, delay, truncate and break either of them. Other messages are answered at once; the notes of the handshake in the journal list them.

| fault | what the client sees |
| --- | --- |
| refused handshake, such as \`rateLimited().first(1)\` | an HTTP error instead of the WebSocket |
| refused call | an \`error\` event with the status; with Realtime, a response that has failed |
| \`truncatedStream()\` | a close with code 1000 |
| \`truncatedStream({ ending: 'closed' })\`, \`'reset'\` | 1006, without a close frame |
| \`midStreamError()\` | the event that reports it; the connection stays open |
| \`stalledStream()\` | silence, while pings are answered |
| \`connectionReset().nth(2)\` | 1006 before the first event of the response |
| faults in an HTTP body, such as \`byteOrderMark()\` | nothing: they do not fire on an open WebSocket. \`htmlError()\`, \`wrongErrorFormat()\` and \`emptyBody()\` answer a handshake |

A response with \`store: false\` is kept by its connection alone, until the next one of its lane. A turn that fails, with an \`error\` event or \`response.failed\`, also drops the response that it continues: a retry with the same \`previous_response_id\` gets \`previous_response_not_found\`, so an app must start again with all of the input.

| client | answered by |
| --- | --- |
| \`ws\`, and so \`ResponsesWS\` and \`OpenAIRealtimeWS\` of \`openai\` | \`chaos.intercept()\`, the \`chaos\` fixture, \`serve(chaos)\` |
| the global \`WebSocket\`, and so \`OpenAIRealtimeWebSocket\` | the same in Node, and \`chaos.handlers\` through MSW, which opens a WebSocket before its handshake is refused |

Realtime takes text and function results. It answers in text, or in a transcript with 20 ms of silence for each delta. Audio that an app sends is refused with an \`error\` event. A WebSocket to any other endpoint is refused with status 426 and \`upgrade: HTTP/1.1\`; an HTTP request to an endpoint that needs a WebSocket with 426 and \`upgrade: websocket\`.`
