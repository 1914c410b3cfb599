/** What the recorded text of a streamed answer says of its end. */
export interface StreamedEnd {
  readonly ending: 'complete' | 'cut'
  readonly deltas: number
  /** The type of an error event that stood in it. */
  readonly error: string | undefined
}

/**
 * The events that end a whole answer: `[DONE]` of Chat Completions, `response.completed` and its kin of Responses, `message_stop`
 * of Messages, a `finishReason` of Gemini, `message-end` of Cohere. Each is what tells readers of that dialect that all is said.
 */
const terminal = /^data: ?\[DONE\]|"type": ?"(?:response\.(?:completed|incomplete)|message_stop|message-end)"|"finishReason": ?"[A-Z]/m

/** One piece of visible text or of tool arguments, in each of those dialects. */
const delta =
  /^data: ?\{.*(?:"delta": ?\{(?:[^{}]*"content": ?"[^"]|.*"arguments": ?")|"type": ?"(?:response\.(?:output_text|refusal|function_call_arguments)\.delta|text_delta|input_json_delta|content-delta)"|"parts": ?\[\{[^}]*"text": ?")/

/** An error event: `event: error` of Messages and Responses, a bare `error` member in the others. */
const error = /^data: ?\{(?:"type": ?"error"|"error": ?\{).*/m

/** How a streamed answer of a known dialect ended. */
export function endOfStream(text: string): StreamedEnd {
  const failed = error.exec(text)?.[0]
  return {
    ending: failed === undefined && terminal.test(text) ? 'complete' : 'cut',
    deltas: text.split(/\r?\n/).filter((line) => delta.test(line)).length,
    error: failed === undefined ? undefined : (/"type": ?"(?!error")([\w.]+)"/.exec(failed)?.[1] ?? 'error'),
  }
}
