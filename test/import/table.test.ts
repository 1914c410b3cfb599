import { describe, expect, it } from 'vitest'
import { incidentOf, readLog, summaryOf } from '../../src/import/index.ts'
import { playedOn, type Question } from './played.ts'

const statuses = [200, 400, 401, 402, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504, 529, 530]

function csv(...lines: readonly string[]): string {
  return ['time,provider,model,status,error,latency,tokens', ...lines].join('\n')
}

describe('a plain log', () => {
  it.each(['openai', 'anthropic'] as const)('is played at %s with the same status and latency at the same position', async (provider) => {
    const lines = statuses.map((status, index) => `${index * 100_000},${provider},,${status},,${100 * (index % 5)},`)
    const { journal } = await playedOn(
      incidentOf(readLog(csv(...lines))),
      statuses.map(() => provider),
    )
    // Neither answers an unpaid bill with 402.
    const unpaid = provider === 'openai' ? 429 : provider === 'anthropic' ? 400 : 402
    const known = statuses.map((status) => (status === 402 ? unpaid : status))
    expect(journal.calls.map(({ status }) => status)).toEqual(known)
    expect(journal.calls.map(({ firstByteAt, startedAt }) => firstByteAt! - startedAt)).toEqual(
      statuses.map((_, index) => 100 * (index % 5)),
    )
  })

  it('keeps the positions of two providers apart', async () => {
    const log = readLog(csv('1,openai,,500,,0,', '2,anthropic,,200,,0,', '3,openai,,200,,0,', '4,anthropic,,529,,0,'))
    const order: Question[] = ['anthropic', 'anthropic', 'openai', 'openai']
    const chaos = await playedOn(incidentOf(log), order)
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([200, 529, 500, 200])
    expect(chaos.replayReport).toMatchObject({ byPosition: 4, missing: [], unexpected: [] })
  })

  it.each([
    ['ECONNRESET', 'reset', undefined],
    ['APIConnectionError', 'reset', undefined],
    ['APIConnectionTimeoutError', 'aborted', undefined],
    ['openai.RateLimitError', 'refused', 429],
  ])('plays %s, which had no status', async (error, ending, status) => {
    const { journal } = await playedOn(incidentOf(readLog(csv(`1,openai,,,${error},5,`))), ['openai'])
    expect(journal.calls).toMatchObject([{ ending, status }])
  })

  it.each([
    ['batch_expired', 'batch-expired'],
    ['token_limit_exceeded', 'batch-rejected'],
  ])('takes %s for what a batch fails with', (error, fault) => {
    const { plan } = incidentOf(readLog(csv(`1,openai,,200,${error},5,`)))
    expect(plan.injections.map((injection) => injection.fault)).toContain(fault)
  })

  it.each([
    ['CSV', csv('1,openai,gpt-4o,500,,5,')],
    ['lines of JSON', '{"time":1,"provider":"openai","status":500}\n{"time":2,"provider":"openai","status":200}'],
    ['one JSON', '[{"time":1,"provider":"openai","status":500}]'],
  ])('reads %s with a byte order mark', (_, text) => {
    expect(readLog(`\uFEFF${text}`)).toEqual(readLog(text))
  })

  it('reads lines of JSON the same as CSV', () => {
    const [fromCsv, fromLines] = [
      csv('2026-05-01T09:00:00Z,openai,gpt-4o,500,,2s,7', '2026-05-01T09:00:01Z,openai,"a ""b"", c",200,,10,'),
      '{"time":"2026-05-01T09:00:00Z","provider":"openai","model":"gpt-4o","status":500,"latency":"2s","tokens":7}\n\n{"time":1777626001000,"provider":"openai","model":"a \\"b\\", c","status":200,"latency":10}\n',
    ].map((text) => readLog(text).calls.map(({ place: _place, ...call }) => call))
    expect(fromLines).toEqual(fromCsv)
    expect(fromCsv).toMatchObject([{ at: 1_777_626_000_000, latency: 2_000, tokens: 7 }, { model: 'a "b", c' }])
  })

  it('lists the rows that it read and skipped, with their lines', () => {
    const text = [
      'time,provider,model,status,error,latency,tokens,region',
      '2026-05-01T09:00:00Z,openai,gpt-4o,200,,800,120,eu',
      '2026-05-01T09:00:30Z,openai,gpt-4o,429,,50,,eu',
      'yesterday,openai,gpt-4o,200,,800,120,eu',
      '2026-05-01T09:01:00Z,openai,gpt-4o,,,800,120,eu',
      '2026-05-01T09:02:00Z,openai,gpt-4o,418,,,,eu',
      '2026-05-01T09:02:10Z,,gpt-4o,200,,1,1,eu',
    ].join('\n')
    expect(summaryOf(readLog(text), 'calls.csv')).toBe(
      [
        'calls.csv (CSV): 3 calls in 2m',
        '  openai: 3 calls, 2 (66.7%) failed',
        '    1 x rate-limited: the account is rate limited',
        '    first sign of an answer after 800ms (median), 800ms (95 of 100)',
        '  120 tokens in 1 call: counted, not replayed',
        'Unusable:',
        '  1 x "time" is "yesterday": expected a time such as "2026-05-01T09:00:00Z", or milliseconds (line 4)',
        '  1 x neither a status nor an error (line 5)',
        '  1 x "provider" is "": expected the name of a provider, such as "openai" (line 7)',
        'Not taken:',
        '  3 x "region" (line 2, line 3, line 6)',
        '  1 x status 418: no fault causes it (line 6)',
        '  1 x duration: not in the log (line 6)',
        'Assumed:',
        '  2 x only the total duration is known: all of it passes before the first token (line 2, line 3)',
        '  1 x a 429 with an unknown retry-after has none (line 3)',
      ].join('\n'),
    )
  })

  it('accepts a provider by its name, and names the nearest usual one', () => {
    const summary = summaryOf(readLog(csv('1,openay,,200,,0,', '2,local,,200,,0,')), 'calls.csv')
    expect(summary).toContain('1 x "openay" is a provider of that name, and not "openai" (line 2)')
    expect(summary).not.toContain('"local"')
  })

  it.each([
    ['OpenAI', 'openai'],
    ['openai.chat', 'openai'],
    ['OPENAI', 'openai'],
    ['azure_openai', 'azure'],
    ['azure-openai.chat', 'azure'],
    ['google.generative-ai', 'gemini'],
    ['gcp.vertex_ai', 'gemini'],
    ['vertex_ai', 'gemini'],
    ['amazon-bedrock', 'bedrock'],
    ['AWS', 'bedrock'],
    ['Anthropic', 'anthropic'],
    ['anthropic.messages', 'anthropic'],
    ['mistral_ai', 'mistral'],
    ['cohere_chat', 'cohere'],
    ['my-gateway', 'my-gateway'],
  ])('knows the provider that is spelled %s', (spelling, provider) => {
    expect(readLog(csv(`1,${spelling},,200,,0,`)).calls).toMatchObject([{ provider }])
  })

  it.each([';', '\t'])('reads what a spreadsheet separates with %j', (separator) => {
    const rows = ['time,provider,model,status', '1,openai,"gpt,4;o\t",200', '2,openai,gpt-4o,500']
    const quoted = '1,openai,"gpt,4;o\t",200'
    const text = rows
      .map((row) => (row === quoted ? ['1', 'openai', '"gpt,4;o\t"', '200'].join(separator) : row.replaceAll(',', separator)))
      .join('\r\n')
    expect(readLog(`\uFEFF${text}`).calls).toMatchObject([{ model: 'gpt,4;o\t', status: 200 }, { status: 500 }])
  })

  it('lets one bad row end nothing, neither a quote that is never closed nor a value that no fault takes', () => {
    const table = readLog(
      csv(
        '1,openai,gpt,200,,0,',
        '2,openai,"gpt,200,,0,',
        '3,openai,"a ""b"" c",500,,-5,',
        '4,openai,gpt,429,,1e400,',
        '5,openai,gpt,503,,9e15,',
      ),
    )
    expect(table.calls.map(({ place }) => place)).toEqual(expect.arrayContaining(['line 2', 'line 3']))
    expect(() => [incidentOf(table), summaryOf(table, 'calls.csv')]).not.toThrow()
    const lines = readLog('{"time":1,"provider":"openai","status":200}\n{"time":\nnull\n7\n{"time":2,"provider":"openai","status":500}')
    expect(lines.calls).toHaveLength(2)
    expect(lines.unusable).toHaveLength(3)
  })

  it('sends no escape code and no key to the terminal', () => {
    const rows = ['\u001B[2J\u001B]0;owned\u0007,openai,,200,,0,', '1,\u001B[31mred,,200,,0,', '2,openai,,sk-proj-abcdefgh12345678,,0,']
    const summary = summaryOf(readLog(csv(...rows)), '\u001B[2J.csv')
    for (const part of ['\u001B', '\u0007', 'abcdefgh']) expect(summary).not.toContain(part)
    expect(summary).toContain(String.raw`\u001b[2J`)
  })

  it('takes memory and time in proportion to its rows, however many waits differ', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `${index},openai,gpt-4o,${index % 10 === 0 ? 503 : 200},,${index},`)
    const incident = incidentOf(readLog(csv(...rows)))
    expect(incident.plan.injections).toHaveLength(5_000)
    expect(incident.schedule!.at(-1)!.chosen).toEqual(['slow-first-token#4998'])
  })

  it('gives the same incident for the same log', () => {
    const text = csv('1,openai,,500,,20,', '2,openai,,200,,30,')
    expect(JSON.stringify(incidentOf(readLog(text)))).toBe(JSON.stringify(incidentOf(readLog(text))))
  })

  it.each([
    ['', 'Cannot import the log: it is empty.'],
    ['what is this', 'its format is unknown. Expected a HAR file'],
    ['when,provider,status\n1,openai,200', 'its first line names no column "time".'],
    ['time,providr,status\n1,openai,200', 'its first line names no column "provider". Did you mean "providr"?'],
    ['{"log":{"entries":7}}', 'it begins like a HAR file, but "log.entries" is 7'],
    ['{"resourceSpans":{}}', 'it begins like an OpenTelemetry trace, but "resourceSpans" is {}'],
    ['[1, 2]', 'its format is unknown'],
  ])('refuses %j', (text, message) => {
    expect(() => readLog(text)).toThrow(message)
  })

  it('becomes no incident if no call could be read', () => {
    expect(() => incidentOf(readLog('time,provider,status\nx,openai,200'))).toThrow('no call could be read from it')
  })
})
