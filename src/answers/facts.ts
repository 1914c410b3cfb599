import type { Answer, AnswerSource } from '../engine/answer.ts'
import { questionOf, type Call } from '../engine/call.ts'
import type { Random } from '../engine/random.ts'
import { answerOf, toolCallId } from './said.ts'
import { shaped } from './schema/index.ts'

/** Something that is so, and what a model might wrongly say instead. */
export interface Fact {
  /** What is asked for it: an expression, or words of the question. */
  readonly ask: RegExp | string
  readonly truth: string
  readonly lies?: readonly string[]
}

function isAsked({ ask }: Fact, question: string): boolean {
  return typeof ask === 'string' ? question.toLowerCase().includes(ask.toLowerCase()) : new RegExp(ask.source, ask.flags.replace('g', '')).test(question)
}

/** The truth within a sentence, where it is not one itself. */
function sentenceOf(truth: string): string {
  return /[.!?]$/.test(truth.trim()) ? truth : `According to our records, the answer is ${truth}.`
}

function statement({ truth, lies = [] }: Fact, call: Call, random: Random): Answer {
  const facts = [{ truth, lies }]
  const forced = typeof call.toolChoice === 'object' ? call.toolChoice.name : undefined
  const tool = call.tools.find((candidate) => candidate.name === forced)
  if (tool !== undefined) {
    return { parts: [{ type: 'tool-call', id: toolCallId(call, random), name: tool.name, arguments: JSON.stringify(shaped(tool.parameters, random, truth)) }], facts }
  }
  const text = call.output === undefined ? sentenceOf(truth) : JSON.stringify(shaped(call.output.schema ?? { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] }, random, truth))
  return { ...answerOf(text, call, random), facts }
}

/**
 * Answers what it knows, truly; lies about it are known for what they are. Where a schema is asked for, the truth stands in its
 * first free text field. What it does not know is left to the default answers.
 * @example
 * answers.facts([{ ask: /refund/i, truth: '30 days', lies: ['90 days'] }])
 */
export function facts(known: readonly Fact[]): AnswerSource {
  return (call, { random }) => {
    const question = questionOf(call)
    const fact = known.find((candidate) => isAsked(candidate, question))
    return fact === undefined ? undefined : statement(fact, call, random)
  }
}
