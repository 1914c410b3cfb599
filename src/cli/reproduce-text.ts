import { styleText } from 'node:util'
import { catalogue } from '../../faults/catalogue.ts'
import { readInjection } from '../engine/plan/injection-text.ts'
import type { CodedFault } from '../import/index.ts'
import type { Candidate, Finding } from '../reproduce/index.ts'

/** The clues of an error, and its likeliest faults. */
export function findingText(finding: Finding, coded: CodedFault | undefined, most: number): string {
  return [
    ...(coded === undefined ? [] : [codedText(coded)]),
    ...(finding.candidates.length === 0 ? [] : [cluesText(finding)]),
    ...finding.candidates.slice(0, most).map(candidateText),
  ].join('\n\n')
}

function codedText({ code, injection: { fault } }: CodedFault): string {
  return `By its code: providers document "${code}" as what ${styleText('bold', fault.name)} emulates (${fault.summary}).`
}

/** The clues that were found in the error, and the number of compared errors. */
function cluesText({ compared, candidates }: Finding): string {
  const { clues, of } = candidates[0]!
  const share = `${of} of ${compared} observed errors of clients`
  return `Recognized: ${quoted(clues)}.\n${share} ${of === 1 ? 'has' : 'have'} ${clues.length === 1 ? 'this clue' : 'all these clues'} (docs/matrix.md).\nEach fault was tried about equally often, so the shares below are not its frequency in production.`
}

function quoted(clues: readonly string[]): string {
  return clues.map((clue) => `"${clue}"`).join(', ')
}

const mostClients = 3

/** A candidate in a few lines: how sure it is, who showed it, and what to check. */
function candidateText(candidate: Candidate, index: number): string {
  const { fault, clients, missing } = candidate
  const named = clients.slice(0, mostClients).join('; ')
  const more = clients.length > mostClients ? ` and ${clients.length - mostClients} more` : ''
  return [
    `${index + 1}. ${styleText('bold', fault)}: ${readInjection(fault, catalogue).fault.summary}`,
    `   ${sureness(candidate)}`,
    `   seen in ${named}${more}`,
    ...(missing === undefined ? [] : [`   check for "${missing}": it is typical of this fault and not in the text`]),
  ].join('\n')
}

const fewErrors = 5

/** The share in words, with its counts. */
function sureness({ count, of, clues }: Candidate): string {
  const share = count / of
  const counts = `${count} of ${of} errors (${Math.round(share * 100)}%) with ${quoted(clues)}`
  if (of < fewErrors) return `uncertain, since few errors are similar: ${counts}`
  return `${share >= 0.9 ? 'very likely' : share >= 0.5 ? 'likely' : share >= 0.2 ? 'possible' : 'unlikely'}: ${counts}`
}
