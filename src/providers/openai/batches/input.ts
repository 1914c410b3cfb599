import { jsonObjectOf } from '../../../kit.ts'

/** A line of an input file. */
export interface BatchLine {
  readonly customId: string
  readonly body: Readonly<Record<string, unknown>>
}

/** The API's error about an input file (https://platform.openai.com/docs/api-reference/batch/object, `errors.data`). */
export interface BatchError {
  readonly code: string
  readonly message: string
  readonly param: string | null
  /** From 1; `null` for the entire file. */
  readonly line: number | null
}

/** The most requests of one batch (https://platform.openai.com/docs/guides/batch, "up to 50,000 requests"). */
const mostLines = 50_000

/** Reads an input file, like the API's validation of a batch. Wordings as quoted by clients; the one about models is assumed. */
export function readInput(
  text: string,
  endpoint: string,
): { readonly lines: readonly BatchLine[]; readonly errors: readonly BatchError[] } {
  const lines: BatchLine[] = []
  const errors: BatchError[] = []
  const ids = new Set<string>()
  const written = text.split('\n').filter((line) => line.trim() !== '')
  if (written.length === 0)
    errors.push({
      code: 'empty_file',
      message: 'The input file is empty. Please ensure that your batch contains at least one request.',
      param: 'input_file_id',
      line: null,
    })
  if (written.length > mostLines)
    return {
      lines,
      errors: [{ code: 'too_many_tasks', message: `The batch has more than ${mostLines} requests.`, param: null, line: null }],
    }
  for (const [index, line] of written.entries()) {
    const read = readLine(line, endpoint)
    const { customId } = read
    const at = { line: index + 1 }
    if (read.error !== undefined) errors.push({ ...read.error, ...at })
    else if (ids.has(customId))
      errors.push({
        code: 'duplicate_custom_id',
        message:
          'The custom_id for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch.',
        param: 'custom_id',
        ...at,
      })
    else if (lines.length > 0 && lines[0]!.body['model'] !== read.body['model'])
      errors.push({
        code: 'mismatched_model',
        message: `The provided model '${String(read.body['model'])}' differs from '${String(lines[0]!.body['model'])}'. All requests of a batch must use the same model.`,
        param: 'body.model',
        ...at,
      })
    else lines.push({ customId, body: read.body })
    if (customId !== '') ids.add(customId)
  }
  return { lines, errors }
}

type LineError = Omit<BatchError, 'line'>

function readLine(text: string, endpoint: string): BatchLine & { readonly error?: LineError } {
  const line = jsonObjectOf(text)
  const customId = typeof line?.['custom_id'] === 'string' ? line['custom_id'] : ''
  const body = jsonObjectOf(JSON.stringify(line?.['body'] ?? null))
  const failed = (code: string, message: string, param: string | null) => ({ customId, body: {}, error: { code, message, param } })
  if (line === undefined) return failed('invalid_json_line', 'This line is not parseable as valid JSON.', null)
  for (const name of ['custom_id', 'method', 'url', 'body'])
    if (line[name] === undefined) return failed('missing_required_parameter', `Missing required parameter: '${name}'.`, name)
  if (line['method'] !== 'POST')
    return failed('invalid_method', `Invalid value: '${String(line['method'])}'. Supported values are: 'POST'.`, 'method')
  if (line['url'] !== endpoint) return failed('invalid_url', 'The URL provided for this request does not match the batch endpoint.', 'url')
  return body === undefined || customId === ''
    ? failed('invalid_type', `Invalid type for '${body === undefined ? 'body' : 'custom_id'}'.`, body === undefined ? 'body' : 'custom_id')
    : { customId, body }
}
