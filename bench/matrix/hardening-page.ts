import { readFileSync } from 'node:fs'
import { cellsOf } from './cells.ts'
import type { OutcomeName } from './classify.ts'
import type { Matrix } from './matrix.ts'
import { table } from '../../docs/generate/markdown.ts'

const folder = new URL('../../examples/hardening/', import.meta.url)

function codeOf(file: string): string {
  return `\`\`\`ts\n// ${file}\n${readFileSync(new URL(file, folder), 'utf8').trim()}\n\`\`\``
}

/** How many rows of the matrix have a cell with one of these plans and outcomes. */
function rowsWith(matrix: Matrix, plans: readonly string[], outcomes: readonly OutcomeName[]): string {
  const tried = cellsOf(matrix).filter(({ plan }) => plans.includes(plan))
  const having = tried.filter(({ cell }) => outcomes.includes(cell.outcome))
  return `${having.length} of ${tried.length} cells`
}

/** How many rows of the matrix send a request again although the quota is used up. */
function quotaRetries(matrix: Matrix): string {
  const tried = cellsOf(matrix).filter(({ plan }) => plan === 'quota-exhausted')
  return `${tried.filter(({ cell }) => cell.requests.length > 1).length} of ${tried.length} cells`
}

/** How an app protects itself, with the code that the tests run. */
export function hardeningPage(matrix: Matrix): string {
  const aborts = matrix.clients.flatMap(({ modes }) => Object.values(modes).map(({ abort }) => abort))
  const findings = [
    [
      'A truncated stream counts as a complete answer',
      rowsWith(matrix, ['truncated-stream', 'wrong-content-length'], ['truncated', 'empty']),
      'treat an answer as complete only if its finish reason arrived and is the usual one: `completeText`',
    ],
    [
      'An answer that ends at the token limit, or at a filter, counts as complete',
      rowsWith(matrix, ['truncated-at-max-tokens', 'content-filter'], ['truncated', 'empty']),
      'the same check',
    ],
    [
      'A success without content counts as an answer',
      rowsWith(matrix, ['empty-body', 'empty-answer', 'no-choices', 'error-with-status-200', 'ignored-stream'], ['empty']),
      'reject an empty text: `completeText`',
    ],
    [
      'Silence never ends',
      rowsWith(matrix, ['stalled-stream:pingEvery=15s', 'comments-only'], ['hang']),
      "an `AbortSignal.timeout` around the complete call: the SDK's own timeout ends with the headers",
    ],
    [
      'An abort reaches the call but not the connection, or nothing at all',
      `${aborts.filter((abort) => abort !== 'closed').length} of ${aborts.length} rows`,
      'prefer a client whose row in [the matrix](matrix.md#by-client) has `closed`; otherwise set a limit in its `fetch`',
    ],
    [
      'A request that exceeded the quota is sent again',
      quotaRetries(matrix),
      'few retries, and an alarm on the error code: `insufficient_quota` is not a rate limit',
    ],
    [
      'A tool runs with a part of its arguments',
      'see [TROPHIES.md](../TROPHIES.md)',
      'run a tool only after the finish reason of the call, and only with arguments that match the schema: `argumentsOf`',
    ],
    [
      'A rejection without a handler ends the process',
      `${cellsOf(matrix).filter(({ cell }) => cell.outcome === 'crash').length} cells`,
      "another client, or `process.on('unhandledRejection')` that logs and continues",
    ],
  ]
  return `# Protect an app

Written by \`npm run matrix -- --pages\` from \`examples/hardening\`, which a test runs under every plan of [the matrix](matrix.md): each function returns a complete answer or throws, within two minutes, and no error escapes. An answer that is well-formed and wrong is not covered.

## Common findings

${table(['what goes wrong', 'with the defaults of the clients in the matrix', 'what protects an app'], findings)}

## A complete answer

All of the following use this:

${codeOf('complete.ts')}

A tool call is an answer, too:

${codeOf('tool-call.ts')}

## openai

${codeOf('openai.ts')}

## @anthropic-ai/sdk

\`messages.stream\` rejects if the stream ends before \`message_stop\`; \`messages.create({ stream: true })\` does not.

${codeOf('anthropic.ts')}

## ai

${codeOf('ai-sdk.ts')}

## LangChain

${codeOf('langchain.ts')}

## @openai/agents

${codeOf('agents.ts')}

## Test it

A test that plays everything that a provider can do to such a function:

\`\`\`ts
// ask.test.ts
import { anyFault, noSilentTruncation, retriesAtMost, settlesWithin, survives } from 'brownout/property'
import { test } from 'brownout/vitest'
import { ask } from './ask.ts'

test('survives any fault', ({ chaos }) =>
  survives(chaos, () => ask('Where is my parcel?'), {
    faults: anyFault(),
    properties: [settlesWithin('2m'), noSilentTruncation(), retriesAtMost(2)],
  }))
\`\`\`
`
}
