import { jsonFrame, jsonObjectOf, type Connection, type Exchange, type ReceivedMessage } from '../../../../kit.ts'
import { notEmulated } from '../../not-emulated.ts'

const owner = {}

/** How long a connection can be used (https://developers.openai.com/api/docs/guides/websocket-mode, "60 minutes"). */
const longest = 60 * 60 * 1_000

/** Records when a connection was opened. The API sends no frame then. */
export function opened(exchange: Exchange): readonly [] {
  exchange.request.connection?.keep(owner, () => exchange)
  return []
}

function refused(error: { readonly message: string; readonly code: string; readonly param: string | null }, note: string): ReceivedMessage {
  return { frames: [jsonFrame('problem', { type: 'error', status: 400, error: { type: 'invalid_request_error', ...error } })], note }
}

/** OpenAI's error after an hour, as quoted in Codex (openai/codex, codex-api/src/endpoint/responses_websocket.rs). */
const limit = {
  code: 'websocket_connection_limit_reached',
  message: 'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.',
  param: null,
}

/**
 * Receives a message: a `response.create`, or another one, which is rejected. Text that is not JSON becomes a call, which is rejected as
 * over HTTP.
 */
export function receiveResponses(message: string, connection: Connection): ReceivedMessage {
  const event = jsonObjectOf(message)
  if (event === undefined) return { call: message === '' ? ' ' : message }
  const { type, stream: _stream, background: _background, ...body } = event
  const { date, store } = connection.keep<Exchange>(owner, () => {
    throw new Error('A message arrived before the connection was opened.')
  })
  if (store.now() - date >= longest) return refused(limit, `refused ${String(type)}: the connection is older than 60 minutes`)
  if (type === 'response.steer') {
    const { message: text, parameter, code } = notEmulated('type', type)
    return refused({ message: text ?? '', code: code ?? '', param: parameter ?? null }, 'refused response.steer')
  }
  if (type !== 'response.create')
    return refused(
      {
        code: 'invalid_value',
        message: `Invalid value: '${String(type)}'. Supported values are: 'response.create' and 'response.steer'.`,
        param: 'type',
      },
      `refused ${String(type)}`,
    )
  const lane = body['stream_id']
  return { call: JSON.stringify({ ...body, stream: true }), ...(typeof lane === 'string' ? { lane } : {}) }
}
