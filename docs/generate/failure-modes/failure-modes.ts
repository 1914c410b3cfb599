import type * as rehearsals from './rehearsals/index.ts'

/** The name of a rehearsal. */
export type RehearsalName = keyof typeof rehearsals

/** A way to fail outside of demos that can be had on purpose. Faults, recipes and properties are named as their catalogues do. */
export interface RehearsedMode {
  readonly claim: string
  readonly fault?: string
  readonly recipe?: string
  readonly property?: string
  /** The code that has it happen and shows it. */
  readonly run: RehearsalName
}

/** A way to fail that lies with people and plans. */
export interface HumanMode {
  readonly claim: string
  /** What brownout has to say of it, if no more. */
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
    title: 'The demo that sold a dream',
    modes: [
      {
        claim: 'It works as shown, as long as nothing of what production brings comes up',
        fault: 'slow-first-token',
        recipe: 'one-bad-hour',
        property: 'settles-within',
        run: 'livesThroughAnHour',
      },
    ],
  },
  {
    title: 'The playground illusion',
    modes: [
      { claim: 'Inputs are chosen, and the edges left out', property: 'no-silent-truncation', run: 'meetsAnyFault' },
      {
        claim: 'Nobody in a playground means harm',
        fault: 'injection-obeyed',
        recipe: 'mail-that-gives-orders',
        property: 'never-acts-on-injected',
        run: 'obeysAMail',
      },
      {
        claim: 'The path shown is one that was walked many times before',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'consistent-under-paraphrase',
        run: 'saysItOtherwise',
      },
      {
        claim: 'All versions are pinned and go together',
        fault: 'unknown-event',
        property: 'typed-errors',
        run: 'meetsAnUnknownEvent',
      },
      {
        claim: 'The keys have more rate than a customer gets',
        fault: 'rate-limited',
        recipe: 'launch-day-limits',
        property: 'honors-retry-after',
        run: 'waitsAsTold',
      },
      {
        claim: 'There is compute to spare, and the model is warm',
        fault: 'cold-start',
        recipe: 'still-being-loaded',
        property: 'settles-within',
        run: 'wakesTheModel',
      },
      {
        claim: 'The problem is bounded; users ask whatever they like',
        fault: 'refusal',
        recipe: 'gpt4-march-to-june',
        property: 'degrades-visibly',
        run: 'refuses',
      },
      { claim: 'Failures come in patterns that can be foreseen', property: 'no-silent-truncation', run: 'meetsAnyFault' },
      {
        claim: 'The documentation is silent on what does not work',
        instead: 'nothing that fails on a wire; the pages on faults and recipes say it for the providers',
      },
    ],
  },
  {
    title: 'The data gap',
    modes: [
      {
        claim: 'More than anything else, it is the data that fails',
        fault: 'truncated-input',
        property: 'over-long-input-handled',
        run: 'readsAPart',
      },
      {
        claim: 'Fields are missing',
        fault: 'bad-tool-arguments',
        recipe: 'vendor-roulette',
        property: 'effects-only-after-whole',
        run: 'callsAToolWrongly',
      },
      {
        claim: 'Types are wrong, and numbers come as text',
        fault: 'invalid-structured-output',
        property: 'schema-valid-or-error',
        run: 'breaksTheSchema',
      },
      {
        claim: 'Values are far off, in valid JSON',
        fault: 'confidently-wrong',
        property: 'guard-catches',
        run: 'liesWithA200',
      },
      {
        claim: 'Encodings and scripts are mixed at random',
        fault: 'alien-tokens',
        recipe: 'claude-three-bugs',
        property: 'guard-catches',
        run: 'mixesScripts',
      },
      {
        claim: 'Characters are cut in two between reads',
        fault: 'split-bytes',
        property: 'streamed-equals-final',
        run: 'readsByteByByte',
      },
      {
        claim: 'Where other software rejects, a model gives something wrong that looks right',
        fault: 'confidently-wrong',
        recipe: 'bereavement-fare',
        property: 'guard-catches',
        run: 'liesWithA200',
      },
      {
        claim: 'The kind of input is the same, and its distribution another',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guard-catches',
        run: 'liesInOneClass',
      },
    ],
  },
  {
    title: 'The scale wall',
    modes: [
      {
        claim: 'One request was shown; thousands come at once',
        fault: 'rate-limited',
        recipe: 'launch-day-limits',
        property: 'backs-off',
        run: 'meetsALimit',
      },
      {
        claim: 'What was instant times out under load',
        fault: 'slow-first-token',
        recipe: 'openai-thirty-second-hang',
        property: 'abort-propagates',
        run: 'givesUpWaiting',
      },
      {
        claim: 'A hundred users wait far longer than a hundredth of them: load is not linear',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'settles-within',
        run: 'asksManyAtOnce',
      },
      {
        claim: 'Memory leaves no room for the app',
        fault: 'giant-event',
        property: 'bounded-memory',
        run: 'takesInAMegabyte',
      },
      {
        claim: 'Costs grow until the product makes no sense',
        fault: 'endless-tool-loop',
        recipe: 'eleven-day-loop',
        property: 'spends-at-most',
        run: 'callsForEver',
      },
      {
        claim: 'It is fine at ten times the load, struggles at a hundred, and falls at a thousand',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'circuit-opens',
        run: 'asksManyAtOnce',
      },
    ],
  },
  {
    title: 'The integration nightmare',
    modes: [
      {
        claim: 'Each point of integration may fail',
        fault: 'name-not-found',
        recipe: 'us-east-1-empty-dns',
        property: 'errors-name-cause',
        run: 'findsNoHost',
      },
      {
        claim: 'It is built as if on a green field, and goes into what is there',
        fault: 'html-error',
        property: 'typed-errors',
        run: 'getsAPage',
      },
      {
        claim: 'Versions are at war',
        fault: 'silent-model-swap',
        recipe: 'silent-successor',
        property: 'notices-model-swap',
        run: 'isSwapped',
      },
      {
        claim: 'Authentication hardly ever works at once, or for ever',
        fault: 'authentication-failed',
        recipe: 'claude-login-then-api',
        property: 'no-secret-leak',
        run: 'losesItsKey',
      },
      {
        claim: 'The framework works, the app works, and both together do not',
        fault: 'html-error',
        recipe: 'cloudflare-flicker',
        property: 'typed-errors',
        run: 'getsAPage',
      },
    ],
  },
  {
    title: 'The reliability chasm',
    modes: [
      {
        claim: 'Production fails all the time; what counts is how',
        fault: 'overloaded',
        recipe: 'anthropic-overload-wave',
        property: 'falls-back',
        run: 'asksTheOther',
      },
      {
        claim: 'It answers wrongly, and with confidence',
        fault: 'confidently-wrong',
        recipe: 'six-cases-that-never-were',
        property: 'guard-catches',
        run: 'liesWithA200',
      },
      {
        claim: 'What means the same is answered otherwise',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'consistent-under-paraphrase',
        run: 'contradictsItself',
      },
      {
        claim: 'It gets worse by degrees, without a moment at which it breaks',
        fault: 'gradual-drift',
        property: 'guard-catches',
        run: 'driftsAway',
      },
      {
        claim: 'What is wrong is hard to see, and harder to handle',
        fault: 'empty-reply',
        recipe: 'empty-two-hundred',
        property: 'degrades-visibly',
        run: 'saysNothing',
      },
      {
        claim: 'The error says that something failed, and nothing to act on',
        fault: 'alien-error',
        recipe: 'openai-routing-collapse',
        property: 'errors-name-cause',
        run: 'getsAnUnheardOfError',
      },
      {
        claim: 'Tools for debugging see less in production than in the playground',
        fault: 'usage-missing',
        property: 'errors-name-cause',
        run: 'countsNothing',
      },
      {
        claim: 'Retries made for older APIs may not fit',
        fault: 'quota-exhausted',
        recipe: 'spend-cap-disguised',
        property: 'no-retry-of-permanent',
        run: 'meetsASpendCap',
      },
      {
        claim: 'The same input fails in the same way each time, at a price',
        fault: 'bad-request',
        recipe: 'azure-wrong-blame',
        property: 'retries-at-most',
        run: 'failsAlikeEachTime',
      },
      {
        claim: 'What should pass by does not always',
        fault: 'server-error',
        recipe: 'openai-gpu-network-loss',
        property: 'retry-budget',
        run: 'failsAllDay',
      },
      {
        claim: 'Latency and error rate do not show quality',
        fault: 'sycophantic',
        recipe: 'yes-man-weekend',
        property: 'guard-catches',
        run: 'agrees',
      },
      {
        claim: 'Nor do they show that a part of the work is left out',
        fault: 'lazy-reply',
        recipe: 'lazy-december',
        property: 'guard-catches',
        run: 'leavesTheRest',
      },
    ],
  },
  {
    title: 'The context window collapse',
    modes: [
      {
        claim: 'Windows are big, and quality sinks long before they are full',
        fault: 'lost-in-the-middle',
        recipe: 'long-message-half-read',
        property: 'over-long-input-handled',
        run: 'losesTheMiddle',
      },
      {
        claim: 'Nobody documents it, since demos are short',
        fault: 'context-collapse',
        recipe: 'context-collapse-in-a-long-conversation',
        property: 'context-not-dropped',
        run: 'forgetsTheBeginning',
      },
      {
        claim: 'History, customer, product and policy have to fit in at once',
        fault: 'context-length-exceeded',
        property: 'over-long-input-handled',
        run: 'outgrowsTheWindow',
      },
      {
        claim: 'Where they do not, the rules may be what is lost',
        fault: 'dropped-instructions',
        recipe: 'deleted-in-a-freeze',
        property: 'context-not-dropped',
        run: 'losesItsRules',
      },
      {
        claim: 'What to include, to sum up or to fetch is a choice, and may be the wrong one',
        fault: 'truncated-input',
        property: 'over-long-input-handled',
        run: 'readsAPart',
      },
      {
        claim: 'Cost grows with the context',
        fault: 'usage-inflated',
        property: 'spends-at-most',
        run: 'paysTenfold',
      },
    ],
  },
  {
    title: 'The latency tax',
    modes: [
      {
        claim: 'Resources are shared; no lab is idle',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'asksOnMonday',
      },
      {
        claim: 'Seconds feel like failure, though all is right',
        fault: 'slow-drip',
        property: 'settles-within',
        run: 'waitsForEachWord',
      },
      {
        claim: 'Streams take another client: half an answer may look whole',
        fault: 'truncated-stream',
        recipe: 'half-a-message',
        property: 'no-silent-truncation',
        run: 'takesHalfForWhole',
      },
      {
        claim: 'Streams have errors of their own, behind a 200',
        fault: 'mid-stream-error',
        recipe: 'anthropic-overload-wave',
        property: 'keeps-partial-results',
        run: 'breaksMidway',
      },
      {
        claim: 'Streams may say a piece twice',
        fault: 'duplicated-event',
        property: 'no-duplicate-text',
        run: 'hearsTwice',
      },
      {
        claim: 'A smaller model is faster, less able, and not there when all move to it',
        fault: 'overloaded',
        recipe: 'opus-falls-sonnet-drowns',
        property: 'falls-back',
        run: 'asksTheSmaller',
      },
      {
        claim: 'A quantised model is faster and less exact',
        fault: 'quantised-host',
        property: 'guard-catches',
        run: 'runsQuantised',
      },
      {
        claim: 'What is cached may be out of date',
        fault: 'stale-answer',
        property: 'guard-catches',
        run: 'isOutOfDate',
      },
      {
        claim: 'Every request pays, and some pay much more',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'waitsAsAllDo',
      },
    ],
  },
  {
    title: 'The prompt engineering abyss',
    modes: [
      {
        claim: 'Prompts begin at nothing, and their edges show late',
        fault: 'dropped-instructions',
        property: 'context-not-dropped',
        run: 'losesItsRules',
      },
      {
        claim: 'Users will try to break it',
        fault: 'injection-obeyed',
        recipe: 'mail-that-gives-orders',
        property: 'never-acts-on-injected',
        run: 'obeysAMail',
      },
      {
        claim: 'What nobody expected has to be met all the same',
        fault: 'refusal',
        property: 'degrades-visibly',
        run: 'refuses',
      },
      {
        claim: 'The model is updated, and the prompt works no more',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guard-catches',
        run: 'worsensByJune',
      },
      {
        claim: 'Prompts need versions, tests and a way back',
        fault: 'answer-varies',
        property: 'consistent-under-paraphrase',
        run: 'saysItOtherwise',
      },
    ],
  },
  {
    title: 'The model update trap',
    modes: [
      {
        claim: 'Models change without a word',
        fault: 'silent-model-swap',
        recipe: 'silent-successor',
        property: 'notices-model-swap',
        run: 'isSwapped',
      },
      {
        claim: 'What was tuned is tuned for the old one',
        fault: 'confidently-wrong',
        recipe: 'gpt4-march-to-june',
        property: 'guard-catches',
        run: 'worsensByJune',
      },
      {
        claim: 'Or it is announced, and not what it does to you',
        fault: 'alias-moved',
        property: 'notices-model-swap',
        run: 'movesItsAlias',
      },
      {
        claim: 'The first to notice are users, since only some are hit',
        fault: 'silent-model-swap',
        property: 'notices-model-swap',
        run: 'isSwappedForSome',
      },
      {
        claim: 'Not every model can be pinned, and pinned ones go',
        fault: 'model-not-found',
        recipe: 'retired-tonight',
        property: 'falls-back',
        run: 'livesThroughMidnight',
      },
      {
        claim: 'It takes cases, and a way to run them before it hits',
        fault: 'model-not-found',
        property: 'falls-back',
        run: 'losesItsModel',
      },
      {
        claim: 'The team that built it has moved on',
        instead: 'no fault; an [incident](incidents.md) is a file that whoever comes after can replay',
      },
    ],
  },
  {
    title: 'Generative engine optimization',
    modes: [
      {
        claim: 'What goes in decides on what comes out',
        fault: 'lost-in-the-middle',
        recipe: 'long-message-half-read',
        property: 'guard-catches',
        run: 'losesTheMiddle',
      },
    ],
  },
  {
    title: 'The documentation deficit',
    modes: [
      {
        claim: 'The errors that come are not those that are documented',
        fault: 'server-error',
        property: 'typed-errors',
        run: 'getsAnUnlistedStatus',
      },
      {
        claim: 'Nor is their body',
        fault: 'alien-error',
        recipe: 'openai-routing-collapse',
        property: 'errors-name-cause',
        run: 'getsAnUnheardOfError',
      },
      {
        claim: 'Advice ages: what an overload is called has changed, and what it is has not',
        fault: 'overloaded',
        recipe: 'anthropic-overload-wave',
        property: 'typed-errors',
        run: 'failsUnderTwoStatuses',
      },
    ],
  },
  {
    title: 'The evaluation illusion',
    modes: [
      {
        claim: 'In production nobody knows the right answer; in a test the journal does',
        fault: 'confidently-wrong',
        recipe: 'bereavement-fare',
        property: 'guard-catches',
        run: 'liesWithA200',
      },
      {
        claim: 'Scores of benchmarks say little on the questions of your users',
        fault: 'confidently-wrong',
        property: 'guard-catches',
        run: 'liesInOneClass',
      },
      {
        claim: 'People cannot check all, and a sample misses what is rare',
        fault: 'confidently-wrong',
        recipe: 'claude-three-bugs',
        property: 'guard-catches',
        run: 'liesNowAndThen',
      },
      {
        claim: 'An answer may be right in other words, and is no alarm',
        fault: 'answer-varies',
        recipe: 'same-question-twice',
        property: 'guard-catches',
        run: 'saysItOtherwise',
      },
      {
        claim: 'The team believes that all is well until users complain',
        fault: 'lazy-reply',
        recipe: 'lazy-december',
        property: 'degrades-visibly',
        run: 'leavesTheRest',
      },
    ],
  },
  {
    title: 'The team gap',
    modes: [
      {
        claim: 'Skills, training and hand-overs are missing',
        instead: 'no fault; `npx brownout demo` shows a bad day to anyone, and a recipe is a drill for a runbook',
      },
    ],
  },
  {
    title: 'What production really requires',
    modes: [
      {
        claim: 'Data is validated, at both ends',
        fault: 'invalid-structured-output',
        property: 'schema-valid-or-error',
        run: 'breaksTheSchema',
      },
      { claim: 'Errors that nobody has documented are handled', property: 'no-unhandled-rejection', run: 'meetsAnyFault' },
      {
        claim: 'Monitoring knows what a model is',
        fault: 'silent-model-swap',
        property: 'notices-model-swap',
        run: 'isSwapped',
      },
      {
        claim: 'Costs have limits, and are counted in detail',
        fault: 'endless-tool-loop',
        recipe: 'runaway-agent-loop',
        property: 'loops-at-most',
        run: 'callsForEver',
      },
      {
        claim: 'Tokens are counted even where the provider does not say',
        fault: 'usage-missing',
        property: 'spends-at-most',
        run: 'countsNothing',
      },
      {
        claim: 'What comes in and goes out is filtered, and who sees what is kept apart',
        fault: 'foreign-reply',
        recipe: 'someone-elses-answer',
        property: 'tenants-stay-apart',
        run: 'answersSomebodyElse',
      },
      {
        claim: 'There are procedures for incidents',
        fault: 'server-error',
        recipe: 'one-bad-hour',
        property: 'recovers-within',
        run: 'livesThroughAnHour',
      },
    ],
  },
  {
    title: 'Signs of maturity',
    modes: [
      {
        claim: 'Monitoring, scaling and errors are spoken of, with numbers',
        fault: 'load-latency',
        recipe: 'scale-wall',
        property: 'probes-gently',
        run: 'asksManyAtOnce',
      },
      {
        claim: 'Models are retired by a policy, without surprise',
        fault: 'model-not-found',
        recipe: 'retired-tonight',
        property: 'falls-back',
        run: 'livesThroughMidnight',
      },
    ],
  },
  {
    title: 'The path forward',
    modes: [
      {
        claim: 'What latency, reliability and cost must be comes before the choice of a framework',
        fault: 'verbose-reply',
        property: 'spends-at-most',
        run: 'paysForMore',
      },
      {
        claim: 'It is rolled out by degrees, and trouble is expected',
        fault: 'confidently-wrong',
        property: 'guard-catches',
        run: 'rollsOut',
      },
      {
        claim: 'The work does not end: it worked yesterday, and not today',
        fault: 'heavy-tail-latency',
        recipe: 'monday-ten-oclock',
        property: 'settles-within',
        run: 'asksOnMonday',
      },
    ],
  },
]
