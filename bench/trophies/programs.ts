import type { ProgramTrophy } from './program-trophy.ts'
import { exitInWords, saw } from './program-words.ts'

const minute = 60_000
const quota =
  'OpenAI, Troubleshooting API usage and spend limits, of `credit_balance_exhausted` and the other codes of `insufficient_quota`: "Retrying these errors won’t restore access without addressing the relevant credits or limits." (https://help.openai.com/en/articles/6614457-troubleshooting-api-usage-and-spend-limits)'
const terminalEvent =
  'OpenAI, Chat Completions: `finish_reason`, "The reason the model stopped generating tokens", is null until the model has stopped, and `data: [DONE]` ends a stream (openai, resources/chat/completions/completions.d.ts); neither arrived'

const pi = '@earendil-works/pi-coding-agent'
const printMode = 'docs/cli-integration.md of the package, Print mode'

/** The findings in published programs. */
export const programTrophies: readonly ProgramTrophy[] = [
  {
    name: 'pi-token-limit-prints-nothing',
    program: 'pi',
    package: pi,
    title: 'An answer that ends at the token limit is not printed, and the exit code is 0',
    plan: 'truncated-at-max-tokens:after=4',
    faults: ['truncated-at-max-tokens:after=4'],
    limit: minute,
    expected: 'the part of the answer, a warning, and another exit code',
    source: `${printMode}: "A response cut off at the model's output token limit (\`length\` stop reason) still prints its partial text to stdout, writes a warning to stderr, and produces a nonzero exit status."`,
    happened: 'exit code 0, nothing is printed, 1 call',
    seen: exitInWords,
  },
  {
    name: 'pi-context-length-prints-nothing',
    program: 'pi',
    package: pi,
    title: 'A request that the provider refuses as too long ends with exit code 0 and without a message',
    plan: 'context-length-exceeded',
    faults: ['context-length-exceeded'],
    limit: minute,
    expected: 'an error message, and another exit code',
    source: `${printMode}: "Print mode writes errors to stderr. A final assistant response with an \`error\` or \`aborted\` stop reason produces a nonzero exit status."; CHANGELOG.md: "\`-p\` flag now outputs error messages and exits with code 1 when requests fail, instead of silently producing no output."`,
    happened: 'exit code 0, nothing is printed, 1 call',
    seen: exitInWords,
  },
  {
    name: 'aicommits-rate-limit-as-timeout',
    program: 'aicommits',
    package: 'aicommits',
    title: 'A rate limit that is over in 20 s is reported as an API that did not respond',
    plan: 'rate-limited:retryAfter=20m, and time passes 60 times faster: the response has status 429 and Retry-After: 20',
    faults: ['rate-limited:retryAfter=20m'],
    limit: minute,
    expected: '"Rate limit exceeded", and when to try again',
    source:
      'the package itself, generateCommitMessage() in dist/cli: for status 429 it throws "Rate limit exceeded" and, if it knows the time, "Retry in". Its limit of 15 s includes the wait before the retry; the API had responded at once',
    happened:
      'exit code 1, "Request timed out after 15 seconds. The API took too long to respond. Try again or use a different model.", 1 call',
    seen: saw(/Request timed out[^\n]+/),
  },
  {
    name: 'aicommits-rate-limit-as-bug',
    program: 'aicommits',
    package: 'aicommits',
    title: 'A rate limit prints a stack trace and asks for a bug report',
    plan: 'rate-limited:retryAfter=1m, and time passes 60 times faster: each response has status 429 and Retry-After: 1',
    faults: ['rate-limited:retryAfter=1m'],
    limit: minute,
    expected: '"Rate limit exceeded", as an error that the package knows',
    source:
      'the package itself, generateCommitMessage() in dist/cli: `if (error.status === 429)` throws "Rate limit exceeded". The error is a RetryError of `ai`, which has `reason`, `lastError`, `errors` and `message`, and no `status` (ai, docs/07-reference/05-ai-sdk-errors/ai-retry-error.mdx)',
    happened: 'exit code 1, "Please open a Bug report with the information above:", 3 calls',
    seen: saw(/Please open a Bug report[^\n]+/),
  },
  {
    name: 'opencommit-quota-as-rate-limit',
    program: 'opencommit',
    package: 'opencommit',
    title: 'A used-up quota is reported as too many requests, with the advice to wait',
    plan: 'quota-exhausted',
    faults: ['quota-exhausted'],
    limit: minute,
    expected: '"Insufficient Credits": "Add credits to your account to continue using the service.", as out/cli.cjs has it',
    source: `${quota}. normalizeEngineError() in out/cli.cjs makes every response with status 429 a rate limit, before isInsufficientCreditsMessage() is called`,
    happened:
      'exit code 1, "Rate Limit Exceeded You\'ve made too many requests to openai. Help: https://platform.openai.com/settings/organization/billing Suggestion: Please wait a moment before retrying.", 3 calls',
    seen: saw(/Rate Limit Exceeded[\s\S]+retrying\./),
  },
  {
    name: 'continue-truncated-answer',
    program: 'Continue',
    package: '@continuedev/cli',
    title: 'A stream without its terminal event is a complete answer',
    plan: 'truncated-stream:afterDeltas=4',
    faults: ['truncated-stream:afterDeltas=4'],
    limit: minute,
    expected: 'an error, or another attempt, as after a connection that is reset',
    source: terminalEvent,
    happened: 'exit code 0, "Your parcel leaves the", 1 call',
    seen: saw(/Your parcel[^\n]+/),
  },
  {
    name: 'continue-empty-answer',
    program: 'Continue',
    package: '@continuedev/cli',
    title: 'A response with an empty body is an empty answer',
    plan: 'empty-body',
    faults: ['empty-body'],
    limit: minute,
    expected: 'an error, or another attempt',
    source: terminalEvent,
    happened: 'exit code 0, nothing is printed, 1 call',
    seen: exitInWords,
  },
  {
    name: 'continue-retries-quota',
    program: 'Continue',
    package: '@continuedev/cli',
    title: 'A used-up quota is requested again for two minutes, without a message',
    plan: 'quota-exhausted',
    faults: ['quota-exhausted'],
    limit: minute,
    expected: 'an error after the first response',
    source: quota,
    happened: 'no end within 60 s, more than 10 calls, nothing is printed',
    seen: exitInWords,
  },
  {
    name: 'qwen-code-retries-quota',
    program: 'Qwen Code',
    package: '@qwen-code/qwen-code',
    title: 'A used-up quota is requested again and again',
    plan: 'quota-exhausted',
    faults: ['quota-exhausted'],
    limit: 3 * minute,
    expected: 'an error after the first response, as for a quota of DashScope or one whose message has a reset time',
    source: `${quota}. isQwenQuotaExceededError() and isQuotaExhaustedError() in chunks recognize other messages only`,
    happened: 'no end within 180 s, more than 10 calls, "Retrying in 60s (attempt 1/10)"',
    report: 'QwenLM/qwen-code#7841 (2026-07-27, closed), of a message with a reset time',
    seen: saw(/Retrying in 60s \(attempt 1\/10\)/),
  },
]
