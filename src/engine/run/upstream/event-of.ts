import type { WireEvent } from '../../model/reading.ts'

/** Reads one server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream). */
export function eventOf(text: string): WireEvent {
  const data: string[] = []
  let event: string | undefined
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
  }
  return { data: data.join('\n'), ...(event === undefined ? {} : { event }) }
}
