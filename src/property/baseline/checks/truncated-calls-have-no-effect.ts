import type { JournalCall } from '../../../engine/model/journal.ts'
import { toolCallsIn } from '../../verdict/tool-calls.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { saysWhatWasAsked } from '../calls.ts'
import type { Comparison, RunPair } from '../comparison.ts'
import { withoutNumbers } from '../without-numbers.ts'

/** An unreadable tool call causes no effect. */
export const truncatedCallsHaveNoEffect: BaselineCheck = {
  id: 'truncated-calls-have-no-effect',
  title: 'Acts on a tool call that is not complete',
  statement: 'if the arguments of all tool calls of a run are truncated, no tool call has an effect',
  hint: 'Parse and validate the arguments of a tool call before you act on it. Do not fill in defaults for missing arguments.',
  judge(comparison) {
    const { pairs } = comparison
    const judged = pairs.filter(({ run, was }) => hasToolCalls(was.calls) && hasToolCalls(run.calls))
    if (judged.length === 0) return inconclusive('no tool was called')
    for (const { run, was, copy, wasCopy } of judged) {
      // A lenient parser can read arguments in another form, but not truncated ones.
      if (!isEffectOfCalls({ was, wasCopy }) || run.calls.some(hasReadableCall) || !run.calls.some(isCutOff)) continue
      const [effect] = copy.outcome.effects
      if (effect !== undefined)
        return remark(`"${effect.text}" happened although the arguments of every tool call in the run are truncated`)
    }
    for (const pair of judged.filter(isEffectOfCalls)) {
      const madeUp = madeUpIn(comparison, pair)
      if (madeUp !== undefined)
        return remark(`${madeUp}: the tool call arguments lack a required field, and the number is not in the conversation`)
    }
    return held
  },
}

/** A usual effect, except for numbers that appear in no answer, request or other run, in a run without a complete tool call. */
function madeUpIn({ known, rehearsal }: Comparison, { run, copy }: RunPair): string | undefined {
  if (run.calls.some((call) => toolCallsIn(call.received).length > 0 && saysWhatWasAsked(call))) return undefined
  const usual = known.undisturbed.flatMap(({ runs }) => runs.flatMap(({ copies }) => copies.flatMap(({ outcome }) => outcome.effects)))
  const said = [...usual.map(({ text }) => text), ...rehearsal.journal.calls.flatMap(textsIn)].join('\n')
  const isSaid = (number: string): boolean => new RegExp(String.raw`(?<!\d)${number}(?!\d)`).test(said)
  const isUsual = (text: string): boolean => usual.some((effect) => withoutNumbers(effect.text) === withoutNumbers(text))
  const effect = copy.outcome.effects.find(({ text }) => isUsual(text) && (text.match(/\d+/g) ?? []).some((number) => !isSaid(number)))
  return effect && `"${effect.text}" happened`
}

/** All texts of a call, from the app and the model, with the defaults of its tools. */
function textsIn({ received, call }: JournalCall): string[] {
  const sent = call.messages.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : [])))
  return [received, ...sent, ...call.tools.flatMap(({ parameters }) => defaultsIn(parameters))]
}

function defaultsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([keyword, member]: [string, unknown]) =>
    keyword === 'default' ? [JSON.stringify(member) ?? ''] : defaultsIn(member),
  )
}

function hasToolCalls(calls: readonly JournalCall[]): boolean {
  return calls.some((call) => call.call.tools.length > 0 && toolCallsIn(call.received).some(({ name }) => isOffered(call, name)))
}

function hasReadableCall(call: JournalCall): boolean {
  return toolCallsIn(call.received).some(({ name, arguments: given }) => isOffered(call, name) && given !== undefined)
}

/** Whether the last tool call of a response is the start of the intended one. */
function isCutOff({ received, truth }: JournalCall): boolean {
  const text = received.trimEnd().replace(/\)$/, '')
  return truth !== undefined && text.length < truth.trimEnd().length - 1 && truth.startsWith(text)
}

function isOffered({ call }: JournalCall, name: string): boolean {
  return call.tools.some((tool) => tool.name === name)
}

/** Whether the effects of the baseline run follow its first tool call. */
function isEffectOfCalls({ was, wasCopy }: Pick<RunPair, 'was' | 'wasCopy'>): boolean {
  const first = was.calls.find(hasReadableCall)
  const [effect] = wasCopy.outcome.effects
  return first?.endedAt !== undefined && effect !== undefined && effect.at >= first.endedAt
}
