import { expressionOf } from './expression.ts'

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)`
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`

/** How to recognize and generate a text of a format. */
export interface Format {
  test(text: string): boolean
}

/** A format whose texts match a pattern and start with a day that exists in the calendar. */
function onRealDay(look: RegExp): Format {
  return { test: (text) => look.test(text) && new Date(text.slice(0, 10)).getUTCDate() === Number(text.slice(8, 10)) }
}

/** A URI or a relative reference (RFC 3986): ASCII, two hex digits after each `%`, no `:` in a first segment that is not a scheme. */
const reference =
  /^(?:[a-z][a-z0-9+.-]*:|(?![^/?#]*:))(?:[a-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*(?:#(?:[a-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/i

/**
 * The supported formats: those of OpenAI's strict mode (https://platform.openai.com/docs/guides/structured-outputs, "Supported
 * properties"), and others of JSON Schema and OpenAPI. Unknown formats are ignored.
 */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date-time', onRealDay(new RegExp(`^${day}T${time}$`))],
  ['date', onRealDay(new RegExp(`^${day}$`))],
  ['time', new RegExp(`^${time}$`)],
  ['duration', /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/],
  ['email', new RegExp(`^[A-Za-z0-9_+-]+(?:\\.[A-Za-z0-9_+-]+)*@(?:${label}\\.)+${label}$`)],
  ['hostname', new RegExp(`^(?:${label}\\.)*${label}$`)],
  ['ipv4', new RegExp(`^(?:${byte}\\.){3}${byte}$`)],
  ['ipv6', /^(?=.*:.*:)[0-9a-fA-F:]{2,39}$/],
  ['uri', /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i],
  ['uri-reference', reference],
  ['iri', /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i],
  ['iri-reference', /^[^\s<>"{}|\\^`]*$/],
  ['uri-template', /^(?:[^\s<>"{}|\\^`]|\{[^\s{}]+\})*$/],
  ['json-pointer', /^(?:\/(?:[^~/]|~[01])*)*$/],
  ['relative-json-pointer', /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/],
  ['regex', { test: (text) => expressionOf(text) !== undefined }],
  ['byte', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
])
