import type * as rehearsals from './rehearsals/index.ts'

/** The name of a rehearsal. */
export type RehearsalName = keyof typeof rehearsals

/** A failure mode that can be injected. Faults, recipes and properties are named as in their catalogues. */
export interface RehearsedMode {
  readonly claim: string
  readonly fault?: string
  readonly recipe?: string
  readonly property?: string
  /** The code that injects and shows it. */
  readonly run: RehearsalName
}

/** A failure mode of people and plans. */
export interface HumanMode {
  readonly claim: string
  /** What brownout offers instead. */
  readonly instead: string
}

export type FailureMode = RehearsedMode | HumanMode

export interface FailureSection {
  readonly title: string
  readonly modes: readonly FailureMode[]
}

/** Every failure mode, section by section. */
export const failureModes: readonly FailureSection[] = [
  {
    title: 'Demos',
    modes: [
      {
        claim: 'A demo works as long as no production failure occurs',
        fault: 'slow-first-token',
        recipe: 'one-bad-hour',
        property: 'settles-within',
        run: 'outageLastsAnHour',
      },
    ],
  },
  {
    title: 'Playgrounds',
    modes: [
      { claim: 'Demo inputs are chosen and avoid edge cases', property: 'no-silent-truncation', run: 'anyFaultFires' },
      {
        claim: 'A playground has no malicious users',
        fault: 'prompt-injection-obeyed',
        recipe: 'mail-that-gives-orders',
        property: 'never-acts-on-injected',
        run: 'instructionsInAMailAreFollowed',
      },
      {
        claim: 'A demo repeats a prompt that is known to work',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'consistent-under-paraphrase',
        run: 'sameAnswerInOtherWords',
      },
      {
        claim: 'A playground pins versions that fit together',
        fault: 'unknown-event',
        property: 'typed-errors',
        run: 'eventTypeIsUnknown',
      },
      {
        claim: 'Demo keys have higher rate limits than customers',
        fault: 'rate-limited',
        recipe: 'launch-day-limits',
        property: 'honors-retry-after',
        run: 'waitsForRetryAfter',
      },
      {
        claim: 'A playground has spare compute and a warm model',
        fault: 'cold-start',
        recipe: 'still-being-loaded',
        property: 'settles-within',
        run: 'coldStartDelaysTheCall',
      },
      {
        claim: 'A demo has a bounded problem; users send anything',
        fault: 'refusal',
        recipe: 'gpt4-march-to-june',
        property: 'degrades-visibly',
        run: 'modelRefuses',
      },
      { claim: 'Only foreseeable failures are tested', property: 'no-silent-truncation', run: 'anyFaultFires' },
      {
        claim: 'The documentation does not list what fails',
        instead: 'no fault; the pages on faults and recipes document it for the providers',
      },
    ],
  },
  {
    title: 'Data',
    modes: [
      {
        claim: 'Data is the most common cause of failure',
        fault: 'truncated-input',
        property: 'handles-over-long-input',
        run: 'inputIsTruncated',
      },
      {
        claim: 'Fields are missing',
        fault: 'invalid-tool-arguments',
        recipe: 'vendor-roulette',
        property: 'acts-only-on-complete-calls',
        run: 'toolCallIsWrong',
      },
      {
        claim: 'Types are wrong, such as numbers as text',
        fault: 'invalid-structured-output',
        property: 'schema-valid-or-error',
        run: 'schemaIsViolated',
      },
      {
        claim: 'Values are wrong in valid JSON',
        fault: 'confidently-wrong',
        property: 'guardrail-catches',
        run: 'wrongAnswerWithStatus200',
      },
      {
        claim: 'Encodings and scripts are mixed',
        fault: 'mixed-scripts',
        recipe: 'claude-three-bugs',
        property: 'guardrail-catches',
        run: 'answerMixesScripts',
      },
      {
        claim: 'Reads split characters',
        fault: 'split-bytes',
        property: 'streamed-equals-final',
        run: 'bytesArriveOneByOne',
      },
      {
        claim: 'A model returns a plausible wrong answer instead of an error',
        fault: 'confidently-wrong',
        recipe: 'bereavement-fare',
        property: 'guardrail-catches',
        run: 'wrongAnswerWithStatus200',
      },
      {
        claim: 'Inputs have the same kind but another distribution',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guardrail-catches',
        run: 'oneClassOfAnswersIsWrong',
      },
    ],
  },
  {
    title: 'Scale',
    modes: [
      {
        claim: 'Thousands of requests arrive at once',
        fault: 'rate-limited',
        recipe: 'launch-day-limits',
        property: 'backs-off',
        run: 'rateLimitIsReached',
      },
      {
        claim: 'Fast requests time out under load',
        fault: 'slow-first-token',
        recipe: 'openai-thirty-second-hang',
        property: 'abort-propagates',
        run: 'clientTimesOut',
      },
      {
        claim: 'Latency does not grow linearly with load',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'settles-within',
        run: 'manyCallsAtOnce',
      },
      {
        claim: 'Buffers use up the memory',
        fault: 'giant-event',
        property: 'bounded-memory',
        run: 'eventHasAMegabyte',
      },
      {
        claim: 'Costs grow beyond the value of the product',
        fault: 'endless-tool-loop',
        recipe: 'eleven-day-loop',
        property: 'spends-at-most',
        run: 'toolLoopNeverEnds',
      },
      {
        claim: 'The app works at 10 times the load, slows down at 100 and fails at 1,000',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'circuit-opens',
        run: 'manyCallsAtOnce',
      },
    ],
  },
  {
    title: 'Integration',
    modes: [
      {
        claim: 'Each integration point can fail',
        fault: 'dns-failure',
        recipe: 'us-east-1-empty-dns',
        property: 'errors-identify-cause',
        run: 'hostIsNotFound',
      },
      {
        claim: 'The app runs behind existing proxies and gateways',
        fault: 'html-error',
        property: 'typed-errors',
        run: 'errorIsAnHtmlPage',
      },
      {
        claim: 'A model version is replaced',
        fault: 'silent-model-swap',
        recipe: 'silent-successor',
        property: 'detects-model-swap',
        run: 'modelIsSwapped',
      },
      {
        claim: 'Authentication stops working',
        fault: 'authentication-failed',
        recipe: 'claude-login-then-api',
        property: 'no-secret-leak',
        run: 'keyIsRejected',
      },
      {
        claim: 'Framework and app work alone but not together',
        fault: 'html-error',
        recipe: 'cloudflare-flicker',
        property: 'typed-errors',
        run: 'errorIsAnHtmlPage',
      },
    ],
  },
  {
    title: 'Reliability',
    modes: [
      {
        claim: 'Production fails often and must degrade well',
        fault: 'overloaded',
        recipe: 'anthropic-overload-wave',
        property: 'falls-back',
        run: 'fallbackAnswers',
      },
      {
        claim: 'A wrong answer sounds confident',
        fault: 'confidently-wrong',
        recipe: 'six-cases-that-never-were',
        property: 'guardrail-catches',
        run: 'wrongAnswerWithStatus200',
      },
      {
        claim: 'The same question gets different answers',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'consistent-under-paraphrase',
        run: 'answersContradictEachOther',
      },
      {
        claim: 'Quality decreases gradually',
        fault: 'gradual-drift',
        property: 'guardrail-catches',
        run: 'qualityDrifts',
      },
      {
        claim: 'A failure is hard to detect',
        fault: 'empty-answer',
        recipe: 'empty-two-hundred',
        property: 'degrades-visibly',
        run: 'answerIsEmpty',
      },
      {
        claim: 'The error has no information to act on',
        fault: 'wrong-error-format',
        recipe: 'openai-routing-collapse',
        property: 'errors-identify-cause',
        run: 'errorHasAnUnknownForm',
      },
      {
        claim: 'Debugging tools see less in production',
        fault: 'usage-missing',
        property: 'errors-identify-cause',
        run: 'usageIsMissing',
      },
      {
        claim: 'Retry rules of older APIs do not fit',
        fault: 'quota-exhausted',
        recipe: 'spend-cap-disguised',
        property: 'no-retry-of-permanent',
        run: 'spendLimitIsReached',
      },
      {
        claim: 'The same input always fails and every retry costs',
        fault: 'bad-request',
        recipe: 'azure-wrong-blame',
        property: 'retries-at-most',
        run: 'sameCallsAlwaysFail',
      },
      {
        claim: 'A transient failure lasts',
        fault: 'server-error',
        recipe: 'openai-gpu-network-loss',
        property: 'retry-budget',
        run: 'providerFailsAllDay',
      },
      {
        claim: 'Latency and error rate do not show quality',
        fault: 'sycophantic',
        recipe: 'yes-man-weekend',
        property: 'guardrail-catches',
        run: 'modelAgreesWithTheUser',
      },
      {
        claim: 'Latency and error rate do not show missing work',
        fault: 'lazy-answer',
        recipe: 'lazy-december',
        property: 'guardrail-catches',
        run: 'answerIsIncomplete',
      },
    ],
  },
  {
    title: 'Context windows',
    modes: [
      {
        claim: 'Quality decreases long before the context window is full',
        fault: 'lost-in-the-middle',
        recipe: 'long-message-half-read',
        property: 'handles-over-long-input',
        run: 'middleOfAMessageIsLost',
      },
      {
        claim: 'The effect is not documented, since demos are short',
        fault: 'context-collapse',
        recipe: 'context-collapse-in-a-long-conversation',
        property: 'keeps-required-context',
        run: 'beginningOfAConversationIsLost',
      },
      {
        claim: 'History, customer, product and policy exceed the window',
        fault: 'context-length-exceeded',
        property: 'handles-over-long-input',
        run: 'contextWindowIsExceeded',
      },
      {
        claim: 'The rules are lost from a long context',
        fault: 'dropped-instructions',
        recipe: 'deleted-in-a-freeze',
        property: 'keeps-required-context',
        run: 'systemPromptIsIgnored',
      },
      {
        claim: 'Trimming the context loses what the answer needs',
        fault: 'truncated-input',
        property: 'handles-over-long-input',
        run: 'inputIsTruncated',
      },
      {
        claim: 'Cost grows with the context',
        fault: 'usage-inflated',
        property: 'spends-at-most',
        run: 'usageIsTenfold',
      },
    ],
  },
  {
    title: 'Latency',
    modes: [
      {
        claim: 'Resources are shared with other customers',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'latencyDuringWorkingHours',
      },
      {
        claim: 'A slow answer looks like a failure',
        fault: 'slow-drip',
        property: 'settles-within',
        run: 'everyDeltaIsSlow',
      },
      {
        claim: 'A truncated stream looks complete',
        fault: 'truncated-stream',
        recipe: 'half-a-message',
        property: 'no-silent-truncation',
        run: 'truncatedStreamLooksComplete',
      },
      {
        claim: 'A stream fails after its 200',
        fault: 'mid-stream-error',
        recipe: 'anthropic-overload-wave',
        property: 'keeps-partial-results',
        run: 'streamBreaksMidway',
      },
      {
        claim: 'A stream repeats a delta',
        fault: 'duplicated-event',
        property: 'no-duplicate-text',
        run: 'eventIsDuplicated',
      },
      {
        claim: 'A smaller model is faster, less able, and overloaded when everyone moves to it',
        fault: 'overloaded',
        recipe: 'opus-falls-sonnet-drowns',
        property: 'falls-back',
        run: 'smallerModelAnswers',
      },
      {
        claim: 'A quantized model is faster and less exact',
        fault: 'quantized-host',
        property: 'guardrail-catches',
        run: 'modelIsQuantized',
      },
      {
        claim: 'A cached answer is out of date',
        fault: 'stale-answer',
        property: 'guardrail-catches',
        run: 'answerIsOutOfDate',
      },
      {
        claim: 'A few requests wait much longer than most',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'fewCallsAreVerySlow',
      },
    ],
  },
  {
    title: 'Prompts',
    modes: [
      {
        claim: 'Edge cases of a prompt show late',
        fault: 'dropped-instructions',
        property: 'keeps-required-context',
        run: 'systemPromptIsIgnored',
      },
      {
        claim: 'Users will try to break it',
        fault: 'prompt-injection-obeyed',
        recipe: 'mail-that-gives-orders',
        property: 'never-acts-on-injected',
        run: 'instructionsInAMailAreFollowed',
      },
      {
        claim: 'Unexpected inputs must be handled',
        fault: 'refusal',
        property: 'degrades-visibly',
        run: 'modelRefuses',
      },
      {
        claim: 'A prompt stops working after a model update',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guardrail-catches',
        run: 'answersWorsenByJune',
      },
      {
        claim: 'Prompts need versions, tests and a rollback',
        fault: 'answer-varies',
        property: 'consistent-under-paraphrase',
        run: 'sameAnswerInOtherWords',
      },
    ],
  },
  {
    title: 'Model updates',
    modes: [
      {
        claim: 'Models change without notice',
        fault: 'silent-model-swap',
        recipe: 'silent-successor',
        property: 'detects-model-swap',
        run: 'modelIsSwapped',
      },
      {
        claim: 'Prompts and settings are tuned for the old model',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guardrail-catches',
        run: 'answersWorsenByJune',
      },
      {
        claim: 'An announced update has unknown effects',
        fault: 'alias-moved',
        property: 'detects-model-swap',
        run: 'aliasMovesToAnotherModel',
      },
      {
        claim: 'Users notice first, since only some are affected',
        fault: 'silent-model-swap',
        property: 'detects-model-swap',
        run: 'modelIsSwappedForSome',
      },
      {
        claim: 'Not every model can be pinned, and pinned models are retired',
        fault: 'model-not-found',
        recipe: 'retired-tonight',
        property: 'falls-back',
        run: 'modelIsRetiredAtMidnight',
      },
      {
        claim: 'A retirement needs tests before its date',
        fault: 'model-not-found',
        property: 'falls-back',
        run: 'modelIsRetired',
      },
      {
        claim: 'The team that built it has moved on',
        instead: 'no fault; anyone can replay an [incident file](incidents.md)',
      },
    ],
  },
  {
    title: 'Input order',
    modes: [
      {
        claim: 'The position of a text in the prompt changes the answer',
        fault: 'lost-in-the-middle',
        recipe: 'long-message-half-read',
        property: 'guardrail-catches',
        run: 'middleOfAMessageIsLost',
      },
    ],
  },
  {
    title: 'Documentation',
    modes: [
      {
        claim: 'Real errors differ from the documented ones',
        fault: 'server-error',
        property: 'typed-errors',
        run: 'statusIsUnlisted',
      },
      {
        claim: 'Real error bodies differ from the documented ones',
        fault: 'wrong-error-format',
        recipe: 'openai-routing-collapse',
        property: 'errors-identify-cause',
        run: 'errorHasAnUnknownForm',
      },
      {
        claim: 'Documented status codes change: an overload had two',
        fault: 'overloaded',
        recipe: 'anthropic-overload-wave',
        property: 'typed-errors',
        run: 'overloadHasStatus529',
      },
    ],
  },
  {
    title: 'Evaluation',
    modes: [
      {
        claim: 'In production the right answer is unknown; in a test the journal has it',
        fault: 'confidently-wrong',
        recipe: 'bereavement-fare',
        property: 'guardrail-catches',
        run: 'wrongAnswerWithStatus200',
      },
      {
        claim: 'Benchmark scores do not predict the quality for your users',
        fault: 'confidently-wrong',
        property: 'guardrail-catches',
        run: 'oneClassOfAnswersIsWrong',
      },
      {
        claim: 'A manual sample misses rare failures',
        fault: 'confidently-wrong',
        recipe: 'claude-three-bugs',
        property: 'guardrail-catches',
        run: 'someAnswersAreWrong',
      },
      {
        claim: 'A reworded right answer must not raise an alarm',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'guardrail-catches',
        run: 'sameAnswerInOtherWords',
      },
      {
        claim: 'The team learns of a failure from its users',
        fault: 'lazy-answer',
        recipe: 'lazy-december',
        property: 'degrades-visibly',
        run: 'answerIsIncomplete',
      },
    ],
  },
  {
    title: 'Teams',
    modes: [
      {
        claim: 'Skills, training and hand-overs are missing',
        instead: 'no fault; `npx brownout demo` shows an outage, and a recipe is a drill for a runbook',
      },
    ],
  },
  {
    title: 'Production requirements',
    modes: [
      {
        claim: 'Input and output are validated',
        fault: 'invalid-structured-output',
        property: 'schema-valid-or-error',
        run: 'schemaIsViolated',
      },
      { claim: 'Undocumented errors are handled', property: 'no-unhandled-rejection', run: 'anyFaultFires' },
      {
        claim: 'Monitoring covers the model that answers',
        fault: 'silent-model-swap',
        property: 'detects-model-swap',
        run: 'modelIsSwapped',
      },
      {
        claim: 'Costs are limited and counted',
        fault: 'endless-tool-loop',
        recipe: 'runaway-agent-loop',
        property: 'loops-at-most',
        run: 'toolLoopNeverEnds',
      },
      {
        claim: 'Tokens are counted even if the provider does not report them',
        fault: 'usage-missing',
        property: 'spends-at-most',
        run: 'usageIsMissing',
      },
      {
        claim: 'Input and output are filtered, and tenants are isolated',
        fault: 'misrouted-answer',
        recipe: 'someone-elses-answer',
        property: 'isolates-tenants',
        run: 'answerBelongsToAnotherUser',
      },
      {
        claim: 'Runbooks for outages exist',
        fault: 'server-error',
        recipe: 'one-bad-hour',
        property: 'recovers-within',
        run: 'outageLastsAnHour',
      },
    ],
  },
  {
    title: 'Signs of maturity',
    modes: [
      {
        claim: 'Monitoring, scaling and errors have target numbers',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'probes-gently',
        run: 'manyCallsAtOnce',
      },
      {
        claim: 'Model retirements are planned',
        fault: 'model-not-found',
        recipe: 'retired-tonight',
        property: 'falls-back',
        run: 'modelIsRetiredAtMidnight',
      },
    ],
  },
  {
    title: 'Next steps',
    modes: [
      {
        claim: 'Latency, reliability and cost targets matter before the choice of a framework',
        fault: 'verbose-answer',
        property: 'spends-at-most',
        run: 'answerCostsMore',
      },
      {
        claim: 'A gradual rollout expects failures',
        fault: 'confidently-wrong',
        property: 'guardrail-catches',
        run: 'changeRollsOut',
      },
      {
        claim: 'An app that worked yesterday can fail today',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'latencyDuringWorkingHours',
      },
    ],
  },
]
