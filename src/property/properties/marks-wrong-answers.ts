import {
  canonicalJson,
  defineProperty,
  falsehoodsOf,
  givenBy,
  held,
  inconclusive,
  judgeEach,
  remark,
  saysDoubtful,
  statesLie,
  statesTruth,
  textOf,
  violated,
  visibleText,
  type Effect,
  type Falsehood,
  type Given,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
  checkOptions,
  functionLike,
} from '../../kit.ts'

/** A falsehood, and the call that answered it. */
interface Told {
  readonly falsehood: Falsehood
  readonly call: JournalCall
}

/** Repeating the user's words is not a statement. */
function isEcho({ value }: Given, calls: readonly JournalCall[]): boolean {
  return typeof value === 'string' && value.trim() !== '' && calls.some(({ call }) => textOf(call, 'user').includes(value.trim()))
}

/** Whether an independent answer contains the same, and would have without a fault. */
function isConfirmed({ falsehood, call }: Told, calls: readonly JournalCall[]): boolean {
  return calls.some(
    (other) =>
      other !== call &&
      other.truth !== undefined &&
      other.startedAt <= (call.endedAt ?? Infinity) &&
      statesLie(givenBy(other.truth), falsehood) === 'surely',
  )
}

function inWords({ falsehood, call }: Told): string {
  const [lie, truth] = wordsOf(falsehood)
  return truth === '' ? `"${lie}", which ${call.provider} made up` : `"${lie}", while ${call.provider} would have answered "${truth}"`
}

function wordsOf(falsehood: Falsehood): readonly [lie: string, truth: string] {
  switch (falsehood.type) {
    case 'sentence':
      return [falsehood.lies.map(({ text }) => text).join(', ') || falsehood.sentence, falsehood.truths.map(({ text }) => text).join(', ')]
    case 'label':
      return [falsehood.lie, falsehood.truth]
    case 'member':
      return [`${falsehood.name}: ${String(falsehood.lie)}`, falsehood.truths.map(String).join(', ')]
    case 'tool-call':
      return [
        `${falsehood.use.name}(${canonicalJson(falsehood.use.arguments)})`,
        falsehood.members.map(({ truths }) => truths.map(String).join(', ')).join(', '),
      ]
  }
}

/** How certainly an effect was caused by a falsehood. */
function causedBy({ text, tool, at }: Effect, { falsehood, call }: Told): 'surely' | 'perhaps' | undefined {
  if (call.startedAt > at) return undefined
  if (tool !== undefined)
    return falsehood.type === 'tool-call' &&
      tool.name === falsehood.use.name &&
      canonicalJson(tool.arguments) === canonicalJson(falsehood.use.arguments)
      ? 'surely'
      : undefined
  const given = givenBy(text)
  return statesTruth(given, falsehood) ? undefined : statesLie(given, falsehood)
}

function judgeEffects({ effects, settlement }: TaskEvidence, told: readonly Told[]): Verdict | undefined {
  for (const effect of effects) {
    for (const one of told) {
      const certainty = causedBy(effect, one)
      if (certainty === undefined) continue
      const how = `"${effect.text}" was done on ${inWords(one)}`
      return certainty === 'surely' && settlement.type === 'value' ? violated(how) : remark(how)
    }
  }
  return undefined
}

function judgeValue({ settlement, streamed, calls }: TaskEvidence, told: readonly Told[]): Verdict {
  const value = settlement.type === 'value' ? settlement.value : undefined
  const returned = givenBy(value).filter((one) => !isEcho(one, calls))
  const shown = givenBy(visibleText(streamed))
  for (const one of told) {
    const { falsehood } = one
    const [certainty, isOnScreen] = [statesLie(returned, falsehood), statesLie(shown, falsehood) === 'surely']
    const isTrue = statesTruth(returned, falsehood) || statesTruth(shown, falsehood)
    if (isTrue || (certainty === undefined && !isOnScreen)) continue
    const how = `the task ${certainty === undefined ? 'showed' : 'resolved with'} ${inWords(one)}`
    return certainty === 'perhaps' ? remark(how) : violated(how)
  }
  return held
}

/**
 * A wrong answer is not passed on: the results, texts and effects of the task are true, or contain neither version, or are marked: the task
 * rejects, raises an alert, or its value reports that it is unverified. A check against tool results and sources, a range, a second
 * opinion, and "I cannot verify this" all satisfy it. The wrong and the right answer are compared by their numbers, dates, names,
 * verdicts and members.
 * @param options.isMarked whether a value reports that it might be wrong. Default: looks for members such as `verified: false`,
 * `needsReview`, `confidence: 'low'`, `warnings`, and for words such as "cannot verify"
 * @example
 * marksWrongAnswers({ isMarked: (value) => (value as AppAnswer).quality === 'reduced' })
 */
export function marksWrongAnswers(options: { readonly isMarked?: (value: unknown) => boolean } = {}): Property {
  checkOptions('marksWrongAnswers()', options, { isMarked: functionLike('(value) => value.unverified') })
  const { isMarked = saysDoubtful } = options
  return defineProperty({
    id: 'marks-wrong-answers',
    statement: 'a wrong answer of a model is caught or marked before it is returned, shown or acted on',
    evidence: 'truth and received in the journal, outcome, effects',
    hint: 'Check what a model states against tool results, sources, ranges or a second model. If you cannot, mark the answer: "I cannot verify this".',
    judge: (evidence) =>
      judgeEach(evidence, (task) => {
        const all = task.calls.flatMap((call) => falsehoodsOf(call).map((falsehood) => ({ falsehood, call })))
        const told = all.filter((one) => !isConfirmed(one, task.calls))
        if (told.length === 0) return inconclusive('no answer stated something wrong; inject a fault such as confidentlyWrong()')
        const { settlement, streamed, effects, alerts } = task
        if (alerts.length > 0) return held
        const done = judgeEffects(task, told)
        if (done !== undefined) return done
        if (settlement.type !== 'value' || isMarked(settlement.value)) return held
        if (settlement.value === undefined && streamed.length === 0 && effects.length === 0)
          return inconclusive('nothing was returned; return the answer, or report it with observe.streamed or observe.effect')
        return judgeValue(task, told)
      }),
  })
}
