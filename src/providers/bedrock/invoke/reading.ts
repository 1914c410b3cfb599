import { objectIn, payloadIn, stringIn, type Listener, type Reading, type WireEvent } from '../../../kit.ts'
import { messagesReading } from '../../anthropic/messages/reading.ts'
import { eventStreamFraming, problemOfException } from '../event-stream-reading.ts'

/** How responses of Anthropic's models are read: as those of Anthropic, in events of the API. */
export const invokeReading: Reading = {
  framing: eventStreamFraming(modelEvent),
  stream() {
    const read = messagesReading.stream()
    return (event, listener) => {
      const problem = problemOfException(event)
      if (problem === undefined) read(event, withoutModel(listener))
      else listener.fails(problem)
    }
  },
  body: (json, listener) => messagesReading.body(json, withoutModel(listener)),
}

/** The response has Anthropic's name for the model, not the name that the app requested it by. */
function withoutModel(listener: Listener): Listener {
  return { ...listener, starts: () => listener.starts(undefined) }
}

/** The event of the model, which is base64 in an event of the API. */
function modelEvent(event: WireEvent): WireEvent {
  const { bytes } = objectIn(payloadIn(event.data))
  if (event.event !== 'chunk') return event
  try {
    return { data: new TextDecoder().decode(Uint8Array.from(atob(stringIn(bytes)), (character) => character.charCodeAt(0))) }
  } catch {
    return event
  }
}
